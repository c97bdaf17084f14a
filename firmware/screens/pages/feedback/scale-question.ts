import { type Html, html, nothing } from '../../html';
import type { ScaleAsked } from './feedback-feed';
import { type FeedbackView, named } from './feedback-view';
import { pressLine } from './press-line';
import { questionHead } from './question-head';
import { wayOn } from './way-on';

/** A number on a scale (FBK-08 to FBK-10): one press is the answer. */
export function scaleQuestion(view: FeedbackView, question: ScaleAsked): Html {
  const { words, state, connection } = view;
  const { lowest, highest } = question;
  const answers = Array.from(
    { length: highest.answer - lowest.answer + 1 },
    (_, index) => lowest.answer + index,
  );
  const ends = [lowest, highest].map(({ answer, meaning }) => ({ answer, meaning: named(view, meaning) }));
  const isLocked = state.press !== 'none' || connection === 'starting';
  const label = (answer: number) => {
    const end = ends.find(end => end.answer === answer);
    return end ? `${answer}, ${end.meaning}` : String(answer);
  };
  return html`<main id="scale" data-question="${question.id}">
${questionHead(view, question)}
<p class="ends">${ends.map(
    ({ answer, meaning }) =>
      html`<span>${words.format('feedback.end-of-scale', { number: answer, meaning })}</span> `,
  )}</p>
<div class="scale steps-${answers.length}" role="group" aria-labelledby="question">${answers.map(
    answer =>
      html`<button type="button" id="answer-${answer}" data-act="answer" data-value="${answer}" aria-label="${label(answer)}"${
        state.pressed === answer ? html` class="pressed"` : nothing
      }${isLocked ? html` aria-disabled="true"` : nothing}>${answer}</button>`,
  )}</div>
${pressLine(view)}
${wayOn(view, question, words.format('feedback.skip'))}
</main>`;
}
