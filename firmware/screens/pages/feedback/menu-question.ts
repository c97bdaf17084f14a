import { type Html, html } from '../../html';
import type { MenuAsked } from './feedback-feed';
import { type FeedbackView, hrefWith, named, questionAfter } from './feedback-view';
import { questionHead } from './question-head';

/** Which service it is about (FBK-07). */
export function menuQuestion(view: FeedbackView, question: MenuAsked): Html {
  const { feed, words } = view;
  const next = questionAfter(feed, question)?.id;
  const chosen = (service: string) =>
    hrefWith(view, { service, ...(next !== undefined && { question: next }) });
  return html`<main id="menu">
${questionHead(view, question)}
<p class="about">${words.format('feedback.anonymous')}</p>
<div class="organisations">${feed.organisations.map(
    ({ id, name, services }) =>
      html`<section aria-labelledby="name-${id}"><h2 id="name-${id}">${named(view, name)}</h2><ul>${services.map(
        service =>
          html`<li><a class="card" id="service-${service.id}" data-go href="${chosen(service.id)}"><b>${
            service.unsure ? words.format('feedback.advisor') : named(view, service.name)
          }</b></a></li>`,
      )}</ul></section>`,
  )}</div>
</main>`;
}
