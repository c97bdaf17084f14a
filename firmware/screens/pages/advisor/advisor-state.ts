import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';

export const tabs = ['queues', 'calls', 'messages', 'own'] as const;
export type Tab = (typeof tabs)[number];

/** What has been opened and waits for an answer. */
export const choices = ['issue', 'check-in', 'transfer', 'cancel', 'leave'] as const;
export type Choice = (typeof choices)[number];

/** Where the advisor is, and what was pressed. All but the press stands in the address, so that a reload loses nothing. */
export interface AdvisorState {
  readonly look: Look;
  readonly tab: Tab;
  readonly service?: string;
  readonly ticket?: string;
  readonly choice?: Choice;
  /** Where the advisor stands, unless the link says so. */
  readonly place?: string;
  /** For a number that is taken for a customer. */
  readonly issueIn?: string;
  readonly issueTime: boolean;
  /** Of the message that is being made. */
  readonly preset?: string;
  readonly tell: readonly string[];
  readonly about?: string;
  /** How the press under way stands. */
  readonly press: 'none' | 'sent' | 'trying' | 'done';
  /** Code of the last press that was not carried out; `not-connected`, `not-now` and `choose` are the page's own. */
  readonly refusal?: string;
  /** The number that was just given. */
  readonly issued?: string;
}

/** @param language of the site, where the query names none */
export function advisorState(query: URLSearchParams, language: string): AdvisorState {
  const text = (name: string) => query.get(name) || undefined;
  const [service, ticket, place, issueIn] = ['service', 'ticket', 'place', 'for'].map(text);
  const [preset, about] = ['message', 'about'].map(text);
  const choice = choices.find(one => query.get('open') === one);
  return {
    look: lookFrom(query, language),
    tab: tabs.find(one => query.get('view') === one) ?? 'queues',
    ...(service && { service }),
    ...(ticket && { ticket }),
    ...(choice && { choice }),
    ...(place && { place }),
    ...(issueIn && { issueIn }),
    issueTime: query.has('more-time'),
    ...(preset && { preset }),
    ...(about && { about }),
    tell: query.getAll('to'),
    press: 'none',
  };
}

/** @param usual language of the site */
export function advisorHref(state: AdvisorState, usual: string): string {
  const { look, tab, service, ticket, choice, place, issueIn, issueTime, preset, tell, about } = state;
  const href = queryHref({
    ...lookQuery(look, usual),
    ...(place && { place }),
    ...(tab !== 'queues' && { view: tab }),
    ...(service && { service }),
    ...(ticket && { ticket }),
    ...(choice && { open: choice }),
    ...(issueIn && { for: issueIn }),
    ...(issueTime && { 'more-time': '' }),
    ...(preset && { message: preset }),
    ...(about && { about }),
  });
  const to = tell.map(counter => `to=${encodeURIComponent(counter)}`).join('&');
  return to === '' ? href : `${href}${href === '?' ? '' : '&'}${to}`;
}

/** One of the views from its beginning. */
export function atTab({ look, place }: AdvisorState, tab: Tab): AdvisorState {
  return { look, ...(place !== undefined && { place }), tab, issueTime: false, tell: [], press: 'none' };
}

/** The same view without what was open or said in it. */
export function closed({ choice: _, refusal: __, issued: ___, ...state }: AdvisorState): AdvisorState {
  return { ...state, press: 'none' };
}
