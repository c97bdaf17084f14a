import type { EventOf } from '../servicepoint/events';
import { hoursToTell } from '../servicepoint/opening/hours-to-tell';
import { localTime } from '../servicepoint/opening/local-time';
import type { Rules } from '../servicepoint/rules';
import { ticketAddress } from './ticket-address';

/**
 * What stands on the paper about one ticket. There is no place for anything about the person: whoever finds the paper learns
 * nothing but that someone waited (ACC-09).
 */
export interface TicketForPaper {
  readonly code: string;
  /** Id of the service whose queue it stands in. */
  readonly service: string;
  /** The customer's; the whole ticket is in this language. */
  readonly language: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly issuedAt: number;
  /** Customers ahead in the same queue. */
  readonly ahead: number;
  /** "I need more time" (CAL-07). */
  readonly needsTime: boolean;
  /** People that it stands for; absent for one. */
  readonly group?: number;
  /** Time of the appointment, ms since 1970-01-01 UTC; then the queue is of no matter. */
  readonly appointmentAt?: number;
  /** Nothing is said about the wait if absent: no advisor, no number (product.md). */
  readonly wait?: WaitBand;
  /** The hours of the service on this day, where they matter to the customer. */
  readonly openToday?: readonly OpenSpan[];
  /** Where a phone can follow the number; absent where phones do not reach the box. */
  readonly page?: string;
}

/** Minutes, rounded outwards to five by whoever estimates; a band from 0 is said as "under 5 minutes". */
export interface WaitBand {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** Minutes since local midnight, `to` up to 1440. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * What a ticket says that has been issued at an instant, ms since 1970-01-01 UTC.
 * @param phones origin under which phones reach the box, if they do
 */
export function ticketForPaper(
  issuedAt: number,
  { ticket, service, language, ahead, needsTime, group, estimate, slot }: EventOf<'ticket.issued'>['data'],
  rules: Rules,
  phones?: string,
): TicketForPaper {
  const known = rules.services.get(service);
  const openToday = known ? hoursToTell(rules, known, issuedAt, estimate?.to) : [];
  return {
    code: ticket,
    service,
    language,
    issuedAt,
    ahead,
    needsTime,
    ...(group !== undefined && { group }),
    ...(slot !== undefined && { appointmentAt: slot }),
    ...(estimate && { wait: { fromMinutes: estimate.from, toMinutes: estimate.to } }),
    ...(openToday.length > 0 && { openToday }),
    ...(phones !== undefined && {
      page: ticketAddress(phones, { code: ticket, day: localTime(issuedAt, rules.timezone).day, language }),
    }),
  };
}
