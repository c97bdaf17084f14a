import { type Html, html, nothing } from '../../html';
import type { AskedQuestion } from './feedback-feed';
import type { FeedbackState } from './feedback-state';
import { type FeedbackView, hrefWith, questionAfter } from './feedback-view';

/** Past the question, and back to the services while nothing is given: what is kept cannot be taken back. */
export function wayOn(view: FeedbackView, question: AskedQuestion, label: string): Html {
  const { feed, state, words } = view;
  const { service: _, question: __, ...fresh } = state;
  return html`<p class="ways">${
    state.given
      ? nothing
      : html`<a class="plain" id="back" data-go href="${hrefWith({ ...view, state: fresh }, {})}"><span aria-hidden="true">←</span> ${words.format('feedback.back')}</a>`
  }<a class="plain" id="skip" data-go href="${hrefWith(view, after(feed, question))}">${label} <span aria-hidden="true">→</span></a></p>`;
}

/** Where the customer is after a question. */
export function after(feed: FeedbackView['feed'], question: AskedQuestion): Partial<FeedbackState> {
  const next = questionAfter(feed, question);
  return next ? { question: next.id } : { over: true };
}
