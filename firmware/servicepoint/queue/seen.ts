import { Type } from '@sinclair/typebox';
import { currentTicket, type ServicePointView } from '../state';
import type { Ticket } from './ticket';

/**
 * What the asker saw of the customer at the counter, or of the ticket: `mark` of the state. An officer's panel, a second browser and the
 * button box act on the same customer; a press that was meant for what is no longer so must not be done to what is (a `next` pressed twice
 * would send away the customer whom the first one called; product.md, "Stale input").
 */
export const Seen = Type.String({
  pattern: '^(free|[A-HJ-NPR-Z][1-9][0-9]{2,3}/[a-z-]{1,20}/[a-z0-9][a-z0-9-]{0,39}/[0-9]{1,4})$',
  description:
    'Mark of what the asker saw; if it has changed since, nothing is done (changed-meanwhile). Not compared, if left out',
});

/** Changes with everything that an officer decides by: who, in which state, in which queue, how often called. */
export function markOf(ticket: Ticket | undefined): string {
  if (!ticket) return 'free';
  const { code, state, service, calls } = ticket;
  return `${code}/${state}/${service}/${calls}`;
}

/** Whether what the asker saw is still so; also if the asker does not say. */
export function isAsSeen(
  state: ServicePointView,
  args: { readonly seen?: string; readonly counter?: string; readonly ticket?: string },
): boolean {
  const { seen, counter, ticket = '' } = args;
  if (seen === undefined) return true;
  const meant = counter === undefined ? state.tickets.get(ticket) : currentTicket(state, counter);
  return markOf(meant) === seen;
}
