import { nameIn } from '../../../texts/name-in';
import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { displayWording } from '../../../texts/screens/display-wording';
import { kioskWording } from '../../../texts/screens/kiosk-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html } from '../../html';
import { banners, type Connection } from '../shell/frame';
import { noticePanel, partsOf, todayPanel } from '../today/today-panel';
import { callPanel, latestCalls } from './call-panel';
import type { DisplayFeed } from './display-feed';
import { type DisplayState, turnAt } from './display-state';
import type { DisplayView } from './display-view';

const wording = joined(joined(shellWording, kioskWording), displayWording);

/** The page of a lobby display, drawn alike by the box and by its script. */
export function displayBody(
  feed: DisplayFeed,
  state: DisplayState,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const all = spokenLanguages(wording, feed);
  const spoken = state.turning ? all : [state.look.language];
  const turn = turnAt(state.at);
  const parts = partsOf(feed);
  const [language = 'en'] = spoken.slice(Math.floor(turn / parts) % spoken.length);
  const words = screenTexts(wording, language, feed);
  const view: DisplayView = { feed, state, connection, words, language, spoken };
  const panel = { feed, words, language, turn, isLive: connection !== 'lost' };
  const body = html`${banners({ feed, connection, words })}
<header><h1>${nameIn(feed.name, language, feed.languages)}</h1><p class="clock">${words.time(state.at)}</p></header>
<main>
${callPanel(view)}
${latestCalls(view)}
${todayPanel(panel)}
${noticePanel(panel)}
</main>`;
  return { title: words.format('display.title'), locale: words.locale, body };
}
