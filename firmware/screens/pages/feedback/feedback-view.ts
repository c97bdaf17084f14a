import type { LanguageTexts } from '../../../texts/language-texts';
import { nameIn } from '../../../texts/name-in';
import type { feedbackPlaceholders } from '../../../texts/screens/feedback-keys';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html } from '../../html';
import type { Connection } from '../shell/frame';
import type { AskedQuestion, FeedbackFeed, Name } from './feedback-feed';
import { type FeedbackState, feedbackHref } from './feedback-state';

/** What every part of the page is drawn from. */
export interface FeedbackView {
  readonly feed: FeedbackFeed;
  readonly state: FeedbackState;
  readonly words: LanguageTexts<typeof shellPlaceholders & typeof feedbackPlaceholders>;
  /** Language of the words, which may be another than the one asked for. */
  readonly language: string;
  readonly spoken: readonly string[];
  readonly connection: Connection;
}

/** Address of the page with something changed. */
export function hrefWith({ state, feed }: FeedbackView, changes: Partial<FeedbackState>): string {
  return feedbackHref({ ...state, ...changes }, usualLanguage(feed));
}

export function named({ language, feed }: FeedbackView, name: Name): string {
  return nameIn(name, language, feed.languages);
}

/** In the order of asking; none while no feedback is collected. */
export function questionsOf({ asked }: FeedbackFeed): readonly AskedQuestion[] {
  return asked?.questions ?? [];
}

/** The question that is asked now: that of the service as long as none of the services is chosen. */
export function questionNow(feed: FeedbackFeed, state: FeedbackState): AskedQuestion | undefined {
  const questions = questionsOf(feed);
  const isChosen = servicesOf(feed).some(({ id }) => id === state.service);
  const asked = isChosen ? questions.find(({ id }) => id === state.question) : undefined;
  return asked ?? questions.find(({ kind }) => kind === 'menu');
}

/** The one after it; nothing after the last. */
export function questionAfter(feed: FeedbackFeed, question: AskedQuestion): AskedQuestion | undefined {
  const questions = questionsOf(feed);
  return questions[questions.indexOf(question) + 1];
}

export function servicesOf({ organisations }: FeedbackFeed) {
  return organisations.flatMap(({ services }) => services);
}

/** The published text, letter for letter; what it says in brackets about itself stands back. */
export function questionText(text: string): Html {
  const [, before = text, bracket = '', after = ''] = /^(.*?)(\s*\([^()]*\))(\W*)$/s.exec(text) ?? [];
  return html`${before}<small>${bracket}</small>${after}`;
}
