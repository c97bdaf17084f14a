import { missedBefore } from '../bookings/missed';
import type { EventDraft } from '../decision';
import type { LocalTime } from '../opening/local-time';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { servedAt } from './served-at';
import { isEnded } from './ticket';

/**
 * product.md, "Tickets": codes are per service and day. The facts that end one service day and begin the next, or none while it is the same day. The day never goes back: a clock that
 * fell to an earlier date must not give a number of today twice.
 */
export function turnOfDay(
  state: ServicePointView,
  local: LocalTime,
  { counters }: Pick<Rules, 'counters'>,
): EventDraft[] {
  if (local.day <= state.day) return [];
  const events: EventDraft[] = [];
  for (const ticket of state.tickets.values()) {
    if (isEnded(ticket)) continue;
    if (ticket.state === 'serving' && ticket.counter !== undefined) {
      events.push(servedAt(counters.get(ticket.counter) ?? { id: ticket.counter }, ticket));
    } else {
      events.push({ type: 'ticket.cancelled', data: { ticket: ticket.code, reason: 'day-end' } });
    }
  }
  events.push(...missedBefore(state, local.day));
  events.push({ type: 'appliance.day-opened', data: { day: local.day } });
  return events;
}
