import type { LanguageTexts } from '../../../texts/language-texts';
import { type Name, nameIn } from '../../../texts/name-in';
import type { displayPlaceholders } from '../../../texts/screens/display-keys';
import type { kioskPlaceholders } from '../../../texts/screens/kiosk-keys';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import type { Connection } from '../shell/frame';
import type { DisplayFeed, DisplayView as OneDisplay } from './display-feed';
import type { DisplayState } from './display-state';

export type DisplayWords = LanguageTexts<
  typeof shellPlaceholders & typeof kioskPlaceholders & typeof displayPlaceholders
>;

/** What every part of the page is drawn from. */
export interface DisplayView {
  readonly feed: DisplayFeed;
  readonly state: DisplayState;
  readonly connection: Connection;
  readonly words: DisplayWords;
  /** That the words stand in now. */
  readonly language: string;
  /** Languages of the page; the first is the one that does not turn away. */
  readonly spoken: readonly string[];
}

/** The display that this page is; nothing for a site that has none in its file. */
export function thisDisplay({ feed, state }: DisplayView): OneDisplay | undefined {
  const { displays } = feed;
  return state.display === undefined ? displays[0] : displays.find(({ id }) => id === state.display);
}

/** A name in the language that does not turn away, and the others in which it is another one. */
export function namesIn({ feed, spoken }: DisplayView, name: Name): { first: string; others: string[] } {
  const all = [...new Set(spoken.map(language => nameIn(name, language, feed.languages)))];
  const [first = '', ...others] = all;
  return { first, others };
}
