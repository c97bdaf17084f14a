import { accept, type Decision, type EventDraft, refuse } from '../decision';
import type { CounterRules, Rules } from '../rules';
import { currentTicket, type ServicePointView } from '../state';
import { firstFor } from './call-order';
import { servedAt } from './served-at';
import { allows, type Ticket } from './ticket';

/**
 * The present customer's end when the officer goes on: in service becomes served; called but never arrived becomes a no-show
 * (product.md, "Calling": recorded by the next press).
 */
export function finishCurrent(state: ServicePointView, counter: CounterRules): EventDraft[] {
  const current = currentTicket(state, counter.id);
  if (!current) return [];
  if (current.state === 'serving') return [servedAt(counter, current)];
  const data = { ticket: current.code, counter: counter.id, service: current.service };
  return [{ type: 'ticket.no-show', data }];
}

function callTo(counter: string, ticket: Ticket): EventDraft {
  return { type: 'ticket.called', data: { ticket: ticket.code, counter, service: ticket.service } };
}

/** Whom the counter's policy says (`call-order.ts`). */
export function next(
  state: ServicePointView,
  counter: CounterRules,
  { rules, at }: { readonly rules: Rules; readonly at: number },
): Decision {
  const finished = finishCurrent(state, counter);
  const ticket = firstFor(state, counter, rules, at);
  if (!ticket) {
    return finished.length > 0 ? accept(finished, { ticket: null }) : refuse('queue-empty', counter.id);
  }
  return accept([...finished, callTo(counter.id, ticket)], { ticket: ticket.code, service: ticket.service });
}

/** A counter may call one particular ticket of its services; nobody else may (TKT-10). */
export function call(state: ServicePointView, counter: CounterRules, code: string): Decision {
  const ticket = state.tickets.get(code);
  if (!ticket) return refuse('ticket-unknown', code);
  if (!counter.services.includes(ticket.service)) return refuse('ticket-not-served-here', code);
  if (!allows('ticket.called', ticket)) return refuse('ticket-wrong-state', `${code} is ${ticket.state}`);
  return accept([...finishCurrent(state, counter), callTo(counter.id, ticket)], {
    ticket: code,
    service: ticket.service,
  });
}

type AtCounter = 'ticket.recalled' | 'ticket.serving' | 'ticket.no-show';

/** What a counter may do with its current ticket, where the fact carries no choice. */
export function withCurrent(state: ServicePointView, counter: CounterRules, type: AtCounter): Decision {
  const current = currentTicket(state, counter.id);
  if (!current) return refuse('counter-idle', counter.id);
  if (!allows(type, current)) return refuse('ticket-wrong-state', `${current.code} is ${current.state}`);
  const data = { ticket: current.code, counter: counter.id, service: current.service };
  const { service: _, ...place } = data;
  return accept([type === 'ticket.no-show' ? { type, data } : { type, data: place }], {
    ticket: current.code,
  });
}

/** Served. A customer whose arrival nobody pressed has arrived by now at the latest. */
export function done(state: ServicePointView, counter: CounterRules): Decision {
  const current = currentTicket(state, counter.id);
  if (!current) return refuse('counter-idle', counter.id);
  const events: EventDraft[] = [];
  if (current.state === 'called')
    events.push({ type: 'ticket.serving', data: { ticket: current.code, counter: counter.id } });
  events.push(servedAt(counter, current));
  return accept(events, { ticket: current.code });
}
