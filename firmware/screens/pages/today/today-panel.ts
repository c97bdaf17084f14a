import { nameIn } from '../../../texts/name-in';
import { type Html, html, nothing } from '../../html';
import type { DisplayWords } from '../display/display-view';
import { openingWords } from '../kiosk/service-words';
import type { TodayFeed, TodayService } from './today-feed';

/** Services on a screen at once; more come in turn. */
export const mostAtOnce = 7;

export interface TodayPanel {
  readonly feed: TodayFeed;
  readonly words: DisplayWords;
  readonly language: string;
  /** Which of the parts is on. */
  readonly turn: number;
  /** Whether queues are as told: not when the screen hears nothing. */
  readonly isLive: boolean;
}

/** How many parts the services of a site come in. */
export function partsOf({ services }: TodayFeed): number {
  return Math.max(1, Math.ceil(services.length / mostAtOnce));
}

/** CFG-01: who serves today, when, and how long it takes. */
export function todayPanel(panel: TodayPanel): Html {
  const { feed, words, turn } = panel;
  const parts = partsOf(feed);
  const each = Math.ceil(feed.services.length / parts);
  const part = turn % parts;
  return html`<section id="today"><h2>${words.format('display.today')}${
    parts === 1
      ? nothing
      : html` <small>${words.format('display.page', { page: part + 1, pages: parts })}</small>`
  }</h2><ul>${feed.services.slice(part * each, (part + 1) * each).map(service => serviceRow(panel, service))}</ul></section>`;
}

function serviceRow(panel: TodayPanel, service: TodayService): Html {
  const { feed, words, language } = panel;
  const { letter, name, closed, hours } = service;
  const line = closed
    ? closed.why === 'queue'
      ? words.format('display.full')
      : openingWords({ words }, closed)
    : panel.isLive
      ? queueLine(panel, service)
      : '';
  return html`<li class="${closed ? 'closed' : 'open'}"><span class="letter">${letter}</span><span class="name">${nameIn(name, language, feed.languages)}</span>
<span class="line">${line}</span>${hours && hours.length > 0 ? html`<span class="hours">${hoursWords(panel, hours)}</span>` : nothing}</li>`;
}

function queueLine({ words }: TodayPanel, { waiting, wait }: TodayService): string {
  const count = words.format('display.queue', { count: waiting });
  if (!wait || (waiting === 0 && wait.from === 0)) return count;
  const { from, to } = wait;
  const band =
    from === 0 ? words.format('display.under', { minutes: to }) : words.format('display.band', { from, to });
  return `${count} · ${band}`;
}

function hoursWords({ words }: TodayPanel, hours: NonNullable<TodayService['hours']>): string {
  const spans = hours.map(({ from, to }) => `${short(words.timeOfDay(from))}–${short(words.timeOfDay(to))}`);
  return words.format('display.hours', { hours: spans.join(', ') });
}

/** Full hours without their zeros, as on doors. */
function short(time: string): string {
  return time.replace(/^0(?=\d)/, '').replace(/[.:]00$/, '');
}

/** One notice at a time. */
export function noticePanel({ feed, words, language, turn }: TodayPanel): Html {
  const { notices } = feed;
  const notice = notices[turn % Math.max(1, notices.length)];
  if (!notice) return nothing;
  return html`<aside id="notices" aria-label="${words.format('display.notices')}"><p>${nameIn(notice, language, feed.languages)}</p></aside>`;
}
