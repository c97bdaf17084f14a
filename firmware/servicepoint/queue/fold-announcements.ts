import type { ServiceEvent } from '../events';
import { type ServicePointState, ticketsOf } from '../state';
import type { Announcement } from './announcement-state';

/** CAL-03. Takes in a fact; sees the tickets as they are after it. */
export function foldAnnouncements(state: ServicePointState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.day-opened':
      state.announcements = [];
      break;
    case 'appliance.started':
      state.announcements = stillAwaited(state, event.at);
      break;
    case 'appliance.clock-stepped':
      state.announcements = state.announcements.map(one => moved(one, event.data.by));
      break;
    case 'ticket.called':
    case 'ticket.recalled':
      announce(state, { ticket: event.data.ticket, counter: event.data.counter, at: event.at });
      break;
    case 'ticket.serving':
    case 'ticket.parked':
    case 'ticket.transferred':
    case 'ticket.served':
    case 'ticket.cancelled':
      end(state, event.data.ticket, { overAt: event.at });
      break;
    case 'ticket.no-show':
      end(state, event.data.ticket, { overAt: event.at, missed: true });
      break;
  }
}

/** While the box was off nothing was shown: whoever is awaited is announced anew. */
function stillAwaited(state: ServicePointState, at: number): Announcement[] {
  return ticketsOf(state, [...state.counters.values()])
    .filter(ticket => ticket.state === 'called')
    .sort((one, other) => (one.calledAt ?? 0) - (other.calledAt ?? 0))
    .flatMap(({ code, counter }) => (counter === undefined ? [] : { ticket: code, counter, at }));
}

function announce(state: ServicePointState, one: Announcement): void {
  const last = state.announcements.at(-1);
  // The clock fell back: what was called before was not called later.
  if (last && last.at > one.at) {
    state.announcements = state.announcements.map(before => ({ ...before, at: Math.min(before.at, one.at) }));
  }
  forget(state, one.at);
  state.announcements.push(one);
}

/** What the slowest display needs for a number: twice 10 s, dark for 2 s before; and 60 s until the second time. ms */
const slowest = { number: 24_000, again: 60_000 };

/**
 * After a pause in which all that is remembered can have been shown twice, what is over bears on nothing any more. While calls go on each may
 * have put off the next, so on a busy day all are remembered: some hundreds.
 */
function forget(state: ServicePointState, at: number): void {
  const last = state.announcements.at(-1);
  if (!last || at - last.at < state.announcements.length * slowest.number + slowest.again) return;
  state.announcements = state.announcements.filter(({ overAt }) => overAt === undefined);
}

/** The present call was shown `calls` times at most, lately: hundreds of the day need not be looked through. */
function end(
  { announcements, tickets }: ServicePointState,
  code: string,
  how: Pick<Announcement, 'overAt' | 'missed'>,
): void {
  let left = tickets.get(code)?.calls ?? 0;
  for (let index = announcements.length; left > 0 && index-- > 0; ) {
    const one = announcements[index];
    if (one?.ticket !== code) continue;
    left -= 1;
    if (one.overAt === undefined) announcements[index] = { ...one, ...how };
  }
}

function moved({ at, overAt, ...rest }: Announcement, by: number): Announcement {
  return { ...rest, at: at + by, ...(overAt !== undefined && { overAt: overAt + by }) };
}
