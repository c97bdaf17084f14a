import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { counterWording } from '../../../texts/screens/counter-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html } from '../../html';
import { banners, type Connection, languageChoice, lookChoice } from '../shell/frame';
import { updatePart } from '../shell/update-notice';
import { actsPart } from './acts-part';
import { farewellPart, helpPart, presencePart, ringsPart, todayPart } from './around-part';
import type { CounterFeed } from './counter-feed';
import type { CounterState } from './counter-state';
import { type CounterView, hrefWith, named } from './counter-view';
import { customerPart } from './customer-part';
import { messagesPart } from './messages-part';
import { queuePart } from './queue-part';

const wording = joined(shellWording, counterWording);

/** The panel of a counter, drawn alike by the box and by its script. @param at the box's clock, ms since 1970-01-01 UTC */
export function counterBody(
  feed: CounterFeed,
  state: CounterState,
  connection: Connection,
  at: number,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const words = screenTexts(wording, state.look.language, feed);
  const spoken = spokenLanguages(wording, feed);
  const view: CounterView = { feed, state, connection, words, spoken, at };
  const frame = { ...view, look: state.look, at: (look: CounterState['look']) => hrefWith(view, { look }) };
  const name = named(view, feed.counterName);
  // The number first: it is read in a row of tabs and windows.
  const title = feed.current ? `${feed.current.code} · ${name}` : name;
  const body = html`${banners(frame)}${updatePart(feed, state.look.language)}
<div id="content">
<header><h1>${name}</h1><p class="place">${named(view, feed.name)}</p></header>
<main>
<div class="work">${ringsPart(view)}${messagesPart(view)}${customerPart(view)}${actsPart(view)}</div>
<div class="queues">${queuePart(view)}</div>
<div class="around">${helpPart(view)}${presencePart(view)}${todayPart(view)}</div>
</main>
<footer>${languageChoice(frame)}${lookChoice(frame)}${farewellPart(view)}</footer>
</div>`;
  return { title, locale: words.locale, body };
}
