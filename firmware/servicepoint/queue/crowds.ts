import { isQueued, type Ticket } from './ticket';

/**
 * How many tickets of each number of people stand in the queue of a service: what the wait depends on (DSP-04), without a look at each of
 * hundreds.
 */
export type Crowds = Map<string, Map<number, number>>;
export type CrowdsView = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** @param by 1 for a ticket that joins the queue of its service, -1 for one that leaves it */
export function changeCrowd(
  crowds: Crowds,
  { service, group = 1 }: Pick<Ticket, 'service' | 'group'>,
  by: 1 | -1,
): void {
  const crowd = crowds.get(service) ?? new Map<number, number>();
  const tickets = (crowd.get(group) ?? 0) + by;
  if (tickets > 0) crowd.set(group, tickets);
  else crowd.delete(group);
  if (crowd.size > 0) crowds.set(service, crowd);
  else crowds.delete(service);
}

export function crowdsOf(tickets: Iterable<Ticket>): Crowds {
  const crowds: Crowds = new Map();
  for (const ticket of tickets) if (isQueued(ticket)) changeCrowd(crowds, ticket, 1);
  return crowds;
}
