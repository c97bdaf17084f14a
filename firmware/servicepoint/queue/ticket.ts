import type { EventType } from '../events';
import type { WaitEstimate } from '../vocabulary';

/** Every state a ticket can be in. It is in exactly one. */
export type TicketState =
  | 'waiting'
  | 'called'
  | 'serving'
  | 'parked'
  | 'served'
  | 'no-show'
  | 'cancelled'
  /** Waiting in the queue of another service than the one it was taken for (TKT-09). */
  | 'transferred'
  /** Waiting again after a missed turn, at the end of the queue (TKT-10). */
  | 'reinstated'
  /** Waiting again after having been parked until now, in the place that it had. */
  | 'returned';

/** How its print job stands. `none`: no printer was to print it. */
export type PrintState = 'none' | 'pending' | 'printed' | 'unconfirmed';

/** A record that never changes: each event that touches a ticket puts a new record in its place. */
export interface Ticket {
  readonly code: string;
  readonly state: TicketState;
  /** Whose queue it is or was last in. */
  readonly service: string;
  /** What it was taken for. */
  readonly takenFor: string;
  readonly language: string;
  readonly needsTime: boolean;
  /** How many people it stands for; absent for one (TKT-15). */
  readonly group?: number;
  /** Time of the appointment that it was given for, ms since 1970-01-01 UTC; absent for one without a booking. */
  readonly slot?: number;
  readonly kiosk: string;
  readonly print: PrintState;
  readonly ahead: number;
  readonly issuedAt: number;
  /** When it entered the queue that it is or was last in. */
  readonly queuedAt: number;
  /** What the customer was told about the wait. */
  readonly estimate?: WaitEstimate;
  /** Place in the order of all that ever entered a queue; the lower is older. */
  readonly order: number;
  /** When it got that place, ms: before `queuedAt` where it kept one. */
  readonly placeSince: number;
  /** The place that it was issued with. */
  readonly issuedOrder: number;
  /** The counter it is or was last at. */
  readonly counter?: string;
  readonly calledAt?: number;
  /** When the present call was last shown again. */
  readonly recalledAt?: number;
  /** When the officer was prompted, because nobody had come to the present call. */
  readonly overdueAt?: number;
  /** The first call of all: the end of the queueing time. */
  readonly firstCall?: { readonly at: number; readonly counter: string; readonly service: string };
  readonly servingAt?: number;
  readonly endedAt?: number;
  /** How often the number was shown for the present call. */
  readonly calls: number;
  /** When it comes back by itself from being parked. */
  readonly returnAt?: number;
  /** How often it was brought back: the counters see it (TKT-11). */
  readonly reinstated: number;
}

const queued: readonly TicketState[] = ['waiting', 'transferred', 'reinstated', 'returned'];
const atCounter: readonly TicketState[] = ['called', 'serving'];
const ended: readonly TicketState[] = ['served', 'no-show', 'cancelled'];

/** Stands in the queue of its service. */
export const isQueued = (ticket: Ticket): boolean => queued.includes(ticket.state);
/** Is the current customer of its counter. */
export const isAtCounter = (ticket: Ticket): boolean => atCounter.includes(ticket.state);
/** Needs nothing more today, unless it is reinstated. */
export const isEnded = (ticket: Ticket): boolean => ended.includes(ticket.state);

type TicketFact = Extract<EventType, `ticket.${string}`>;

/** From which states each fact may happen, and to which it leads. Facts about paper change no state. */
export const transitions = {
  'ticket.called': { from: [...queued, 'parked'], to: 'called' },
  'ticket.recalled': { from: ['called'], to: 'called' },
  'ticket.overdue': { from: ['called'], to: 'called' },
  'ticket.serving': { from: ['called'], to: 'serving' },
  'ticket.parked': { from: atCounter, to: 'parked' },
  'ticket.returned': { from: ['parked'], to: 'returned' },
  'ticket.transferred': { from: [...queued, ...atCounter, 'parked'], to: 'transferred' },
  'ticket.served': { from: ['serving'], to: 'served' },
  'ticket.no-show': { from: ['called'], to: 'no-show' },
  'ticket.reinstated': { from: ['no-show', 'cancelled'], to: 'reinstated' },
  'ticket.cancelled': { from: [...queued, ...atCounter, 'parked'], to: 'cancelled' },
} as const satisfies Partial<Record<TicketFact, { from: readonly TicketState[]; to: TicketState }>>;

export type Transition = keyof typeof transitions;

export function allows(transition: Transition, ticket: Ticket): boolean {
  return (transitions[transition].from as readonly TicketState[]).includes(ticket.state);
}
