import { dueSince } from '../bookings/turn';
import type { Ticket } from '../queue/ticket';
import type { CounterRules } from '../rules';
import { currentTicket, queueOf, type ServicePointView } from '../state';

/**
 * What can be seen of an advisor. There is no login: who serves is there, and who lets somebody wait while free is not.
 * `free`: nothing speaks against it. `unseen`: free, and has called nobody today.
 */
export type Presence = 'serving' | 'free' | 'unseen' | 'away';

export interface CounterNow {
  readonly rules: CounterRules;
  readonly presence: Presence;
  /** The customer who is called or in service. */
  readonly ticket: Ticket | undefined;
  /** Since when the counter is free; ms. */
  readonly freeSince: number | undefined;
}

const msOfMinute = 60_000;

/** How many usual gaps between two customers, and minutes at least and at most, make an absence. */
const grace = { gaps: 4, least: 3, most: 15 };

/**
 * @param shiftStart when the roster let the present shift begin, ms: what was seen before says nothing about it
 * @param gap usual minutes from one customer to the next
 */
export function counterNow(
  state: ServicePointView,
  rules: CounterRules,
  { at, shiftStart, gap }: { readonly at: number; readonly shiftStart: number; readonly gap: number },
): CounterNow {
  const ticket = currentTicket(state, rules.id);
  const seen = state.wait.counters.get(rules.id);
  const freeSince = seen?.freeSince;
  if (ticket) return { rules, presence: 'serving', ticket, freeSince };
  const patience = Math.min(grace.most, Math.max(grace.least, grace.gaps * gap)) * msOfMinute;
  const from = Math.max(freeSince ?? Number.NEGATIVE_INFINITY, shiftStart);
  const letsWait = rules.services.some(service => {
    const isLetWait = hasWaitedFor(patience, service, state, { from, at });
    const passed = seen?.passedOver[service];
    return (
      isLetWait || (passed !== undefined && passed.until - Math.max(shiftStart, passed.since) > patience)
    );
  });
  const presence = letsWait ? 'away' : seen?.today ? 'free' : 'unseen';
  return { rules, presence, ticket, freeSince };
}

/** Whether somebody in the queue of a service has waited for longer than `patience` ms since `from`. */
function hasWaitedFor(
  patience: number,
  service: string,
  state: ServicePointView,
  { from, at }: { readonly from: number; readonly at: number },
): boolean {
  for (const code of queueOf(state, service)) {
    const waiting = state.tickets.get(code);
    // Whoever stands behind has not been there for longer, as steps of the clock are taken out: hundreds who have just come need not be looked at.
    if (!waiting || at - waiting.placeSince <= patience) return false;
    if (at - Math.max(from, dueSince(waiting)) > patience) return true;
  }
  return false;
}
