import { ticketBody } from '../pages/ticket/ticket-body';
import type { TicketFeed } from '../pages/ticket/ticket-feed';
import { type TicketState, ticketHref, ticketState } from '../pages/ticket/ticket-state';
import { firstPaint, ownerOfPage } from './first-paint';
import { Screen } from './screen';

const { root, usual } = firstPaint();
const code = ownerOfPage();
const first = ticketState(new URLSearchParams(location.search), usual);

new Screen<TicketFeed, TicketState>(root, first, {
  feed: ({ day }) => `/api/ticket/${code}${day === undefined ? '' : `?day=${encodeURIComponent(day)}`}`,
  look: ({ look }) => look,
  href: state => ticketHref(state, usual),
  place: () => '',
  draw: ({ feed, state, connection }) => ticketBody(feed, state, connection),
  go: query => ticketState(query, usual),
}).start();
