import type { ClosedService, KioskService } from './kiosk-feed';
import { type KioskView, named } from './kiosk-view';

/** How many wait, and about how long: below the name of an open service. With nobody in the queue the counters may be busy all the same. */
export function queueWords({ words }: KioskView, { waiting, wait }: KioskService): string[] {
  const count = words.format('kiosk.waiting', { count: waiting });
  if (!wait) return [count];
  const { from, to } = wait;
  if (waiting === 0 && from === 0) return [count];
  const band =
    from === 0
      ? words.format('kiosk.wait-under-short', { minutes: to })
      : words.format('kiosk.wait-band-short', { from, to });
  return waiting === 0 ? [band] : [count, band];
}

export function waitWords({ words }: KioskView, { from, to }: { from: number; to: number }): string {
  return from === 0
    ? words.format('kiosk.wait-under', { minutes: to })
    : words.format('kiosk.wait-band', { from, to });
}

/** When a closed service opens (TKT-13), in the words of somebody who would say it. */
export function openingWords(
  { words }: { readonly words: Pick<KioskView['words'], 'format' | 'date' | 'time'> },
  { why, opens }: ClosedService,
): string {
  if (why === 'queue') return words.format('kiosk.full');
  if (!opens) return words.format('kiosk.opens-unknown');
  const { at, days, weekday } = opens;
  const time = words.time(at);
  if (days === 0) return words.format('kiosk.opens-today', { time });
  if (days === 1) return words.format('kiosk.opens-tomorrow', { time });
  if (days < 7) return words.format('kiosk.opens-weekday', { weekday, time });
  return words.format('kiosk.opens-date', { date: words.date(at), time });
}

/** Where else a closed service serves, one line each. */
export function elsewhereWords(view: KioskView, { elsewhere }: ClosedService): string[] {
  if (!elsewhere) return [];
  const { web, phone, place } = elsewhere;
  return [
    ...(web === undefined ? [] : [view.words.format('kiosk.web', { web })]),
    ...(phone === undefined ? [] : [view.words.format('kiosk.phone', { phone })]),
    ...(place === undefined ? [] : [view.words.format('kiosk.place', { place: named(view, place) })]),
  ];
}
