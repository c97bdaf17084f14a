import { type Html, html, nothing } from '../../html';
import type { WordsAsked } from './feedback-feed';
import type { FeedbackView } from './feedback-view';
import { pressLine } from './press-line';
import { questionHead } from './question-head';
import { wayOn } from './way-on';

/**
 * The customer's own words (FBK-11, FBK-12), with the request to name nobody. What is written stands in the field alone: never in the address,
 * never in what the browser remembers.
 */
export function wordsQuestion(view: FeedbackView, question: WordsAsked): Html {
  const { feed, words, state, connection } = view;
  const isLocked = state.press !== 'none' || connection === 'starting';
  return html`<main id="words">
${questionHead(view, question)}
<p class="notice" id="no-names">${words.format('feedback.no-names')}</p>
<textarea id="open" data-keep rows="4" maxlength="${feed.longest}" aria-labelledby="question" aria-describedby="no-names longest" autocomplete="off" spellcheck="false"></textarea>
<p class="about" id="longest">${words.format('feedback.longest', { count: feed.longest })} ${words.format('feedback.no-answer-to-it')}</p>
<button type="button" class="primary" id="send" data-act="send"${isLocked ? html` aria-disabled="true"` : nothing}>${words.format(
    state.press === 'none' ? 'feedback.send' : 'feedback.sending',
  )}</button>
${pressLine(view)}
${wayOn(view, question, words.format('feedback.skip-words'))}
</main>`;
}
