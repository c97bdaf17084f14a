import type { ServiceEvent } from '../events';
import type { ServicePointState } from '../state';
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
    case 'ticket.no-show':
    case 'ticket.cancelled':
      end(state.announcements, event.data.ticket, event.at);
      break;
  }
}

/** While the box was off nothing was shown: whoever is awaited is announced anew. */
function stillAwaited(state: ServicePointState, at: number): Announcement[] {
  return [...state.counters.values()]
    .flatMap(code => state.tickets.get(code) ?? [])
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

/**
 * With so few calls in so long a time (ms) the slowest display (twice 10 s for each, dark for 2 s before, the second time after 60 s) has
 * shown everything that was called before: it bears on nothing any more.
 */
const calm = { calls: 15, within: 600_000 };

function forget(state: ServicePointState, at: number): void {
  const recent = state.announcements.filter(one => one.at > at - calm.within);
  if (recent.length > calm.calls || recent.length === state.announcements.length) return;
  state.announcements = state.announcements.filter(
    one => one.overAt === undefined || one.at > at - calm.within,
  );
}

function end(announcements: Announcement[], ticket: string, at: number): void {
  for (const [index, one] of announcements.entries()) {
    if (one.ticket === ticket && one.overAt === undefined) announcements[index] = { ...one, overAt: at };
  }
}

function moved({ at, overAt, ...rest }: Announcement, by: number): Announcement {
  return { ...rest, at: at + by, ...(overAt !== undefined && { overAt: overAt + by }) };
}
