import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { ticketBody } from './ticket-body';
import type { TicketFeed } from './ticket-feed';
import { ticketState } from './ticket-state';

/** The page of one number as the box sends it. */
export function ticketDocument(feed: TicketFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = ticketState(query, usual);
  return pageDocument({ name: 'ticket', look: state.look, usual, ...ticketBody(feed, state, 'starting') });
}
