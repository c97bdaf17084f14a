import { accept, type Decision, refuse } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { allows } from './ticket';

/** What may be done with a ticket wherever it stands: transfer to the end of another queue, cancel, reinstate (TKT-09, TKT-10). */

export function transfer(state: ServicePointView, code: string, service: string, rules: Rules): Decision {
  const ticket = state.tickets.get(code);
  if (!ticket) return refuse('ticket-unknown', code);
  if (!rules.services.has(service)) return refuse('service-unknown', service);
  if (!allows('ticket.transferred', ticket))
    return refuse('ticket-wrong-state', `${code} is ${ticket.state}`);
  if (ticket.service === service) return refuse('ticket-wrong-state', `${code} waits for ${service} already`);
  return accept([{ type: 'ticket.transferred', data: { ticket: code, from: ticket.service, service } }], {
    ticket: code,
  });
}

export function cancel(state: ServicePointView, code: string): Decision {
  const ticket = state.tickets.get(code);
  if (!ticket) return refuse('ticket-unknown', code);
  if (ticket.state === 'serving' || !allows('ticket.cancelled', ticket)) {
    return refuse('ticket-wrong-state', `${code} is ${ticket.state}`);
  }
  return accept([{ type: 'ticket.cancelled', data: { ticket: code, reason: 'request' } }], { ticket: code });
}

export function reinstate(state: ServicePointView, code: string): Decision {
  const ticket = state.tickets.get(code);
  if (!ticket) return refuse('ticket-unknown', code);
  if (!allows('ticket.reinstated', ticket)) return refuse('ticket-wrong-state', `${code} is ${ticket.state}`);
  return accept([{ type: 'ticket.reinstated', data: { ticket: code, service: ticket.service } }], {
    ticket: code,
  });
}
