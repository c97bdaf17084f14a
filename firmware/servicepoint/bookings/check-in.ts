import type { CommandArgs } from '../commands';
import { accept, type Decision, type EventDraft, refuse } from '../decision';
import { localTime } from '../opening/local-time';
import { kioskFor, newTicket } from '../queue/new-ticket';
import type { Rules } from '../rules';
import { queueOf, type ServicePointView } from '../state';
import type { Channel } from '../vocabulary';
import { estimateWait } from '../wait/estimate';
import { canonicalCode } from './booking-code';
import type { Booking } from './booking-state';
import { slotOf } from './turn';

const msOfMinute = 60_000;

/**
 * A customer with a booking has come (003:2177-2178): gets a ticket of the service that waits for the slot. Whether numbers are given
 * just now does not matter: an appointment is kept outside the hours for those without one, too.
 */
export function checkIn(
  state: ServicePointView,
  args: CommandArgs<'check-in'>,
  context: { readonly at: number; readonly channel: Channel; readonly rules: Rules },
): Decision {
  const { at, rules, channel } = context;
  if (!rules.bookings) return refuse('bookings-off', 'check-in');
  const code = canonicalCode(args.booking);
  const booking = state.bookings.known.get(code);
  if (!booking) return unknown(state.bookings.cancelled.has(code));
  const { slot, service: id } = booking;
  if (booking.state === 'arrived') {
    return refuse('booking-arrived', code, { ticket: booking.ticket, service: id, slot });
  }
  if (booking.day > localTime(at, rules.timezone).day) return refuse('booking-other-day', code, { slot });
  const service = rules.services.get(id);
  if (!service) return refuse('service-unknown', id);
  const kiosk = kioskFor(rules, args.kiosk);
  if (!kiosk) return refuse('kiosk-unknown', args.kiosk ?? 'the site has none');

  const { minutes, policy } = rules.bookings.late;
  const isLate = at > slot + minutes * msOfMinute;
  if (isLate && policy === 'refuse') return refuse('booking-late', code, { service: id, slot });
  const isByQueue = isLate && policy === 'end-of-queue';
  const estimate = isByQueue ? estimateWait(state, rules, id, at) : undefined;
  const ahead = isByQueue ? queueOf(state, id).length : aheadOf(state, booking);
  const about = { ahead, ...(estimate && { estimate }), ...(isByQueue ? {} : { slot }) };
  const issued = newTicket(state, rules, { ...args, service, kiosk, channel, ...about });
  if (!issued) return refuse('numbers-exhausted', id);
  const { ticket, language } = issued.data;
  const events: EventDraft[] = [issued, { type: 'ticket.checked-in', data: { booking: code, ticket } }];
  return accept(events, { ticket, service: id, late: isLate, language, ...about });
}

/** Booked customers of the same service who are here and have an earlier slot. */
function aheadOf(state: ServicePointView, { service, slot }: Booking): number {
  const slots = queueOf(state, service).map(code => {
    const ticket = state.tickets.get(code);
    return ticket && slotOf(ticket);
  });
  return slots.filter(other => other !== undefined && other <= slot).length;
}

/** What was typed is not repeated: it may be a name. */
function unknown(isCancelled: boolean): Decision {
  return refuse(isCancelled ? 'booking-cancelled' : 'booking-unknown', '');
}
