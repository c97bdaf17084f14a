import { nameIn } from '../../../texts/name-in';
import { type Html, html, nothing } from '../../html';
import { arrowPicture } from './arrow-picture';
import type { Direction, LatestCall, PlannedCall } from './display-feed';
import { type DisplayView, namesIn, thisDisplay } from './display-view';

/** Numbers that stand beside the one in turn. */
const mostLatest = 4;

/** The number in turn at the page's own time; nothing while the display is between two. */
export function callNow({
  feed,
  state: { at },
}: Pick<DisplayView, 'feed' | 'state'>): PlannedCall | undefined {
  return feed.plan.find(({ from, to }) => from <= at && at < to);
}

/** DSP-09: the number and where to go. Everybody in the hall is meant, so both stand in all languages at once. */
export function callPanel(view: DisplayView): Html {
  const { words, connection } = view;
  const call = callNow(view);
  const head = html`<h2>${words.format('display.now')}</h2>`;
  if (!call) {
    const line = words.format(connection === 'lost' ? 'display.lost' : 'display.quiet');
    return html`<section id="call" class="quiet">${head}<div role="status"><p class="quiet-line">${line}</p></div></section>`;
  }
  const { ticket, counter } = call;
  const { first, others } = namesIn(view, view.feed.counters[counter] ?? {});
  const way = thisDisplay(view)?.directions[counter];
  return html`<section id="call" class="on">${head}<div role="status"><p class="number" id="number">${ticket}</p>
<p class="where ${sizeOf(first)}">${way ? arrowPicture(way.arrow) : nothing}<b>${first}</b></p>
<p class="also">${alsoWords(view, others, way)}</p></div></section>`;
}

/** What the lines below the counter say: the way in words, and the counter in the other languages. */
function alsoWords(
  { words, feed, language }: DisplayView,
  others: readonly string[],
  way?: Direction,
): string {
  const told = way && [
    words.format(`display.${way.arrow}`),
    ...(way.text ? [nameIn(way.text, language, feed.languages)] : []),
  ];
  return [...(told ? [told.join(', ')] : []), ...others].join(' · ');
}

/** Longer names are written smaller, so that none is cut. */
function sizeOf({ length }: string): string {
  return length <= 8 ? 'short' : length <= 10 ? 'middle' : length <= 14 ? 'long' : 'longest';
}

/** Whoever has missed the great number finds it here; those who are still awaited are told apart. */
export function latestCalls(view: DisplayView): Html {
  const { feed, words, state } = view;
  const now = callNow(view)?.ticket;
  const calls = feed.latest
    .filter(({ from, ticket }) => from <= state.at && ticket !== now)
    .sort((one, other) => Number(other.awaited) - Number(one.awaited) || other.from - one.from)
    .slice(0, mostLatest);
  if (calls.length === 0) return html`<section id="latest" class="empty"></section>`;
  return html`<section id="latest"><h2>${words.format('display.latest')}</h2><ol>${calls.map(call => latestCall(view, call))}</ol></section>`;
}

function latestCall(view: DisplayView, { ticket, counter, awaited }: LatestCall): Html {
  const { first } = namesIn(view, view.feed.counters[counter] ?? {});
  const way = thisDisplay(view)?.directions[counter];
  return html`<li class="${awaited ? 'awaited' : ''} ${sizeOf(first)}"><b>${ticket}</b><span class="to">${way ? arrowPicture(way.arrow) : nothing}${first}</span></li>`;
}
