import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';
import type { KioskTicket } from './kiosk-feed';

export type KioskStep = 'services' | 'service' | 'check-in' | 'ticket';

/** What this customer has chosen so far. All but what is typed stands in the address, so that a reload loses nothing. */
export interface KioskState {
  readonly look: Look;
  readonly step: KioskStep;
  readonly service?: string;
  readonly needsTime: boolean;
  /** Whether this customer hears the page by headset. */
  readonly listens?: boolean;
  /** People, 1-20. */
  readonly group: number;
  /** Code of a booking, as far as it is typed. */
  readonly typed: string;
  /** The number that was given. */
  readonly ticket?: string;
  /** What the box answered to the press, until the feed tells how it goes on. */
  readonly issued?: KioskTicket;
  /** How the press under way stands. */
  readonly press: 'none' | 'sent' | 'trying';
  readonly refusal?: Refusal;
  /** Seconds until the page starts over; absent while somebody is there. */
  readonly leaving?: number;
}

export interface Refusal {
  readonly code: string;
  /** Time of the appointment, ms since 1970-01-01 UTC. */
  readonly slot?: number;
  readonly ticket?: string;
}

export const mostPeople = 20;

/** Characters of a booking code. */
export const mostTyped = 12;

/** @param language of the site, where the query names none */
export function kioskState(query: URLSearchParams, language: string): KioskState {
  const service = query.get('service') ?? undefined;
  const ticket = query.get('ticket') ?? undefined;
  const people = Number(query.get('people'));
  return {
    look: lookFrom(query, language),
    step: ticket ? 'ticket' : service ? 'service' : query.has('check-in') ? 'check-in' : 'services',
    ...(service && { service }),
    ...(ticket && { ticket }),
    needsTime: query.has('more-time'),
    ...(query.has('listen') && { listens: true }),
    group: Number.isInteger(people) ? Math.min(mostPeople, Math.max(1, people)) : 1,
    typed: '',
    press: 'none',
  };
}

/** @param usual language of the site */
export function kioskHref({ look, step, ...state }: KioskState, usual: string): string {
  return queryHref({
    ...lookQuery(look, usual),
    ...(state.listens && { listen: '' }),
    ...(step === 'check-in' && { 'check-in': '' }),
    ...(step === 'service' && state.service && { service: state.service }),
    ...(step === 'ticket' && state.ticket && { ticket: state.ticket }),
    ...(state.needsTime && step !== 'ticket' && { 'more-time': '' }),
    ...(state.group > 1 && step !== 'ticket' && { people: String(state.group) }),
  });
}

/** The page as the next customer finds it: the look of the one before goes with them. */
export function startOver(language: string): KioskState {
  return kioskState(new URLSearchParams(), language);
}

/** The first step in the same look, and still heard. */
export function toServices({ look, listens = false }: KioskState): KioskState {
  return { look, listens, step: 'services', needsTime: false, group: 1, typed: '', press: 'none' };
}
