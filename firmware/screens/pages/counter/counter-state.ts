import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';

/** A choice that is open beside the customer. */
export type Choice = 'park' | 'transfer' | 'keys' | 'leave';

const choices: readonly Choice[] = ['park', 'transfer', 'keys', 'leave'];

/** What the officer has chosen and pressed. Look and open choice stand in the address. */
export interface CounterState {
  readonly look: Look;
  readonly choice?: Choice;
  /** How the press under way stands. */
  readonly press: 'none' | 'sent' | 'trying';
  /** Code of the last press that was not carried out; `not-connected` and `not-now` are the page's own. */
  readonly refusal?: string;
}

/** @param language of the site, where the query names none */
export function counterState(query: URLSearchParams, language: string): CounterState {
  const choice = choices.find(one => query.has(one));
  return { look: lookFrom(query, language), ...(choice && { choice }), press: 'none' };
}

/** @param usual language of the site */
export function counterHref({ look, choice }: CounterState, usual: string): string {
  return queryHref({ ...lookQuery(look, usual), ...(choice && { [choice]: '' }) });
}

export function withoutChoice({ choice: _, ...state }: CounterState): CounterState {
  return state;
}

export function withoutRefusal({ refusal: _, ...state }: CounterState): CounterState {
  return state;
}
