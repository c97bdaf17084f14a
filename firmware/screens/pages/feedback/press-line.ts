import { type Html, html, nothing } from '../../html';
import type { FeedbackView } from './feedback-view';

/** What has become of the last press. Always there, so that it is read out when it changes. */
export function pressLine(view: FeedbackView): Html {
  const { state, words } = view;
  if (state.press === 'trying')
    return html`<p id="press" role="alert" class="trouble">${words.format('feedback.trying')}</p>`;
  if (state.refusal !== undefined)
    return html`<p id="press" role="alert" class="trouble" data-code="${state.refusal}">${refusalWords(view, state.refusal)}</p>`;
  return html`<p id="press" role="alert">${state.press === 'sent' ? words.format('feedback.sending') : nothing}</p>`;
}

function refusalWords({ words }: FeedbackView, code: string): string {
  if (code === 'no-answer') return words.format('feedback.no-answer');
  if (code === 'box-busy') return words.format('feedback.full');
  return words.format(code === 'feedback-version' ? 'feedback.changed' : 'feedback.refused');
}
