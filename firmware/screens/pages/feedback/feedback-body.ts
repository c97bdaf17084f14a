import { joined, nearestOf, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { feedbackWording } from '../../../texts/screens/feedback-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html, nothing } from '../../html';
import { banners, type Connection, languageChoice, lookChoice } from '../shell/frame';
import { listenChoice } from '../shell/listen-choice';
import { stillThere } from '../shell/still-there';
import type { FeedbackFeed } from './feedback-feed';
import type { FeedbackState } from './feedback-state';
import { type FeedbackView, hrefWith, named, questionNow } from './feedback-view';
import { menuQuestion } from './menu-question';
import { scaleQuestion } from './scale-question';
import { wordsQuestion } from './words-question';

const wording = joined(shellWording, feedbackWording);

/** The touch page for feedback, drawn alike by the box and by its script. */
export function feedbackBody(
  feed: FeedbackFeed,
  state: FeedbackState,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const { language } = state.look;
  const words = screenTexts(wording, language, feed);
  const spoken = spokenLanguages(wording, feed);
  const view: FeedbackView = {
    feed,
    state,
    connection,
    words,
    spoken,
    language: nearestOf(spoken, language),
  };
  const frame = { ...view, look: state.look, at: (look: FeedbackState['look']) => hrefWith(view, { look }) };
  const body = html`${banners(frame)}
<div id="content"${state.leaving === undefined ? nothing : html` inert`}>
<header><p class="place">${named(view, feed.name)}</p>${languageChoice(frame)}</header>
${partOf(view)}
<footer>${lookChoice(frame)}${listenChoice({ words, language: view.language, speaks: feed.speaks, listens: state.listens, at: listens => hrefWith(view, { listens }) })}</footer>
</div>
${state.leaving === undefined ? nothing : stillThere(words, state.leaving)}`;
  return { title: words.format('feedback.title'), locale: words.locale, body };
}

function partOf(view: FeedbackView): Html {
  const { feed, state } = view;
  if (state.over) return thanks(view);
  const question = questionNow(feed, state);
  if (question?.kind === 'menu') return menuQuestion(view, question);
  if (question?.kind === 'scale') return scaleQuestion(view, question);
  return question ? wordsQuestion(view, question) : whileOff(view);
}

function thanks({ state, words }: FeedbackView): Html {
  return html`<main id="thanks">
<div role="status"><h1 tabindex="-1">${words.format(state.given ? 'feedback.thanks' : 'feedback.goodbye')}</h1>
${state.given ? html`<p>${words.format('feedback.kept')}</p>` : nothing}</div>
<button type="button" class="primary" id="done" data-act="done" data-start>${words.format('feedback.done')}</button>
</main>`;
}

/** FBK-02, FBK-18: between campaigns. */
function whileOff({ feed, words }: FeedbackView): Html {
  const { next } = feed;
  return html`<main id="off">
<h1>${words.format('feedback.off')}</h1>
<p>${words.format('feedback.off-help')}</p>
${next ? html`<p id="next"><b>${words.format('feedback.off-next', { from: words.date(next.from), until: words.date(next.until) })}</b></p>` : nothing}
</main>`;
}
