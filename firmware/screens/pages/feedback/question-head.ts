import { type Html, html } from '../../html';
import type { AskedQuestion } from './feedback-feed';
import { type FeedbackView, named, questionsOf, questionText, servicesOf } from './feedback-view';

/** Where the customer is, and the question. */
export function questionHead(view: FeedbackView, question: AskedQuestion): Html {
  const { feed, state, words } = view;
  const questions = questionsOf(feed);
  const step = { number: questions.indexOf(question) + 1, count: questions.length };
  const service = servicesOf(feed).find(({ id }) => id === state.service);
  const about = question.kind === 'menu' || !service ? [] : [service];
  return html`<p class="step">${words.format('feedback.step', step)}${about.map(
    ({ unsure, name }) => html` · <b>${unsure ? words.format('feedback.advisor') : named(view, name)}</b>`,
  )}</p>
<h1 id="question" tabindex="-1" data-start>${questionText(named(view, question.text))}</h1>`;
}
