import { nameIn } from '../../../texts/name-in';
import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { displayWording } from '../../../texts/screens/display-wording';
import { kioskWording } from '../../../texts/screens/kiosk-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html } from '../../html';
import { type DisplayState, turnAt } from '../display/display-state';
import { banners, type Connection } from '../shell/frame';
import type { TodayFeed } from '../today/today-feed';
import { noticePanel, partsOf, todayPanel } from '../today/today-panel';

const wording = joined(joined(shellWording, kioskWording), displayWording);

/** The page for info-TVs: what is on today, without calls. Languages and parts come in turn as on the lobby displays. */
export function infoTvBody(
  feed: TodayFeed,
  state: DisplayState,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const spoken = state.turning ? spokenLanguages(wording, feed) : [state.look.language];
  const turn = turnAt(state.at);
  const [language = 'en'] = spoken.slice(Math.floor(turn / partsOf(feed)) % spoken.length);
  const words = screenTexts(wording, language, feed);
  const panel = { feed, words, language, turn, isLive: connection !== 'lost' };
  const body = html`${banners({ feed, connection, words })}
<header><h1>${nameIn(feed.name, language, feed.languages)}</h1><p class="clock">${words.time(state.at)}</p></header>
<main>
${todayPanel(panel)}
${noticePanel(panel)}
</main>`;
  return { title: words.format('display.info-tv'), locale: words.locale, body };
}
