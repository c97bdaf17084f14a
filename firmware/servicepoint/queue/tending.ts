import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Actor } from '../rights/actor';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { allows } from './ticket';

/** What may be done with a ticket wherever it stands: transfer to the end of another queue, cancel, reinstate (TKT-09, TKT-10). */

export function transfer(
  state: ServicePointView,
  { ticket: code, service }: CommandArgs<'transfer'>,
  { rules, by }: { readonly rules: Rules; readonly by: Actor | undefined },
): Decision {
  const ticket = state.tickets.get(code);
  if (!ticket) return refuse('ticket-unknown', code);
  if (!rules.services.has(service)) return refuse('service-unknown', service);
  if (!allows('ticket.transferred', ticket))
    return refuse('ticket-wrong-state', `${code} is ${ticket.state}`);
  if (ticket.service === service) return refuse('ticket-wrong-state', `${code} waits for ${service} already`);
  const data = { ticket: code, from: ticket.service, service };
  const keepsPlace = by?.role === 'counter' && keptWithin(rules, ticket.service, service);
  return accept(
    [{ type: 'ticket.transferred', data: keepsPlace ? { ...data, place: 'first-arrival' } : data }],
    {
      ticket: code,
    },
  );
}

/**
 * Whether a counter's transfer keeps the place of the first arrival. Only where an organisation wants that among its own services: a lobby
 * advisor never reorders, and nobody comes before those who wait for another organisation (TKT-10).
 */
function keptWithin({ services }: Rules, from: string, to: string): boolean {
  const target = services.get(to);
  const isOwn =
    target?.organisation !== undefined && target.organisation === services.get(from)?.organisation;
  return isOwn && target.transferPlace === 'first-arrival';
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
