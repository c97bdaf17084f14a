import type { BookingRules } from '../../firmware/servicepoint/bookings/booking-rules';
import type { Command } from '../../firmware/servicepoint/commands';
import type { Rules } from '../../firmware/servicepoint/rules';
import { ServicePoint } from '../../firmware/servicepoint/service-point';
import { rules } from '../property/servicepoint/office';

export const bookingRules: BookingRules = {
  early: 15,
  late: { minutes: 10, policy: 'end-of-queue' },
  missed: 30,
  daysAhead: 3,
};

/** The small point, taking bookings. */
export function officeWith(changes: Partial<BookingRules> = {}): Rules {
  return { ...rules, bookings: { ...bookingRules, ...changes } };
}

/** An instant of Monday 3 November 2014, or so many days later, by the clock in Finland. */
export function at(time: string, daysLater = 0): number {
  return Date.parse(`2014-11-03T${time}:00+02:00`) + daysLater * 86_400_000;
}

/** A service point that is spoken to in the order of time. */
export class BookingOffice {
  readonly point: ServicePoint;

  constructor(office: Rules = officeWith()) {
    this.point = new ServicePoint(office);
  }

  do<N extends Command['name']>(name: N, args: Extract<Command, { name: N }>['args'], when: number) {
    const { decision, events } = this.point.handle({ name, args, at: when, channel: 'http' } as Command);
    return {
      code: decision.ok ? 'ok' : decision.code,
      result: (decision.result ?? {}) as Readonly<Record<string, unknown>>,
      facts: events.map(({ type }) => type),
      events,
    };
  }

  /** A calendar of the tax office holds exactly these. */
  calendar(slots: Readonly<Record<string, number>>, when: number, cancelled: string[] = []) {
    const bookings = Object.entries(slots).map(([booking, slot]) => ({ booking, service: 'vero', slot }));
    return this.do('calendar-read', { source: 'town', bookings, cancelled }, when);
  }

  checkIn(booking: string, when: number) {
    return this.do('check-in', { booking }, when);
  }

  booking(code: string) {
    return this.point.state.bookings.known.get(code);
  }
}
