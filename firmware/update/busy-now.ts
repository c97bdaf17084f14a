import { createHash } from 'node:crypto';
import { nextOpening, openSpanAt } from '../servicepoint/opening/opening';
import type { TicketState } from '../servicepoint/queue/ticket';
import type { Rules } from '../servicepoint/rules';
import type { ServicePointView } from '../servicepoint/state';

/** Why somebody would notice a restart now. */
export type Busy = 'open' | 'customer' | 'visit' | 'ring' | 'technician' | 'not-live' | 'clock' | 'journal';

export interface Quiet {
  readonly busy: readonly Busy[];
  /** When something begins that must not be disturbed, ms since 1970-01-01 UTC; null if nothing is known. */
  readonly quietUntil: number | null;
}

const minute = 60_000;

/** People come before their time, and the doors are opened before theirs. */
const before = 30 * minute;

/** So long after its time a visitor may still come or be there. */
const visitLasts = 60 * minute;

/** Whoever has such a ticket is there, or comes back. */
const here: ReadonlySet<TicketState> = new Set([
  'waiting',
  'called',
  'serving',
  'parked',
  'transferred',
  'reinstated',
  'returned',
]);

/** What the service point knows of being disturbed at an instant. */
export function busyNow(state: ServicePointView, rules: Rules, at: number): Quiet {
  const services = [...rules.services.values()];
  const visits = [...state.bookings.known.values()].filter(booking => booking.state === 'expected');
  const isAbout = (slot: number) => slot - before <= at && at < slot + visitLasts;
  const openings = services.flatMap(service => nextOpening(rules, service, at)?.at ?? []);
  const starts = [...openings, ...visits.map(({ slot }) => slot)].filter(start => start > at);
  return {
    busy: [
      ...([...state.tickets.values()].some(ticket => here.has(ticket.state)) ? (['customer'] as const) : []),
      ...(state.ringing.rings.size > 0 ? (['ring'] as const) : []),
      ...(services.some(service => openSpanAt(rules, service, at)) ? (['open'] as const) : []),
      ...(visits.some(({ slot }) => isAbout(slot)) ? (['visit'] as const) : []),
      ...(state.mode === 'training' ? (['not-live'] as const) : []),
    ],
    quietUntil: starts.length > 0 ? Math.min(...starts) - before : null,
  };
}

/** What customers hold, in a form that every release gives the same: a release that keeps more of a ticket has lost nothing. */
export function digestOfHeld({ day, tickets, numbers }: ServicePointView): string {
  const held = [
    day,
    [...tickets.values()].map(({ code, state, service }) => [code, state, service]),
    [...numbers].sort(),
  ];
  return createHash('sha256').update(JSON.stringify(held)).digest('hex');
}
