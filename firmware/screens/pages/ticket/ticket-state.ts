import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';

/** What the address says besides the number. */
export interface TicketState {
  readonly look: Look;
  /** YYYY-MM-DD that the number is of; today, if left out. */
  readonly day?: string;
}

/** @param language of the site, where the query names none */
export function ticketState(query: URLSearchParams, language: string): TicketState {
  const day = query.get('day');
  return { look: lookFrom(query, language), ...(day !== null && { day }) };
}

/** @param usual language of the site */
export function ticketHref({ look, day }: TicketState, usual: string): string {
  return queryHref({ ...lookQuery(look, usual), ...(day !== undefined && { day }) });
}
