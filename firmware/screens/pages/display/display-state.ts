import { type Look, lookFrom } from '../shell/look';
import type { DisplayFeed } from './display-feed';

/** Milliseconds for which the languages and the pages of services stand; time to read seven services twice. */
export const turnLasts = 15_000;

/** What a display is to show besides the feed. */
export interface DisplayState {
  readonly look: Look;
  /** Languages in turn: that of the address alone, if it names one. */
  readonly turning: boolean;
  /** Of the site file; the first, if the address names none. */
  readonly display: string | undefined;
  /** By the page's watch, ms since 1970-01-01 UTC. */
  readonly at: number;
}

/** @param display from the path of the address */
export function displayState(
  query: URLSearchParams,
  usual: string,
  display: string | undefined,
  at: number,
): DisplayState {
  return { look: lookFrom(query, usual), turning: !query.has('language'), display, at };
}

/** Counts the turns: by the clock, so that all displays of a hall turn together. */
export function turnAt(at: number): number {
  return Math.floor(at / turnLasts);
}

/** When the page looks different though nothing happens; ms since 1970-01-01 UTC. */
export function nextChange({ plan }: DisplayFeed, at: number): number {
  const minute = 60_000;
  return Math.min(
    (turnAt(at) + 1) * turnLasts,
    (Math.floor(at / minute) + 1) * minute,
    ...plan.flatMap(({ from, to }) => [from, to]).filter(instant => instant > at),
  );
}
