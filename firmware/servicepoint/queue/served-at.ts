import type { EventDraft } from '../decision';
import type { CounterRules } from '../rules';
import type { Ticket } from './ticket';

/** A customer has been served, in the way in which the counter serves (TKT-19). */
export function servedAt(
  { id, kind = 'manual' }: Pick<CounterRules, 'id' | 'kind'>,
  { code, service }: Pick<Ticket, 'code' | 'service'>,
): EventDraft {
  const data = { ticket: code, counter: id, service, ...(kind !== 'manual' && { kind }) };
  return { type: 'ticket.served', data };
}
