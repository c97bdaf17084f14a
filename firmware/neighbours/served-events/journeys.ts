import type { ServiceEvent } from '../../servicepoint/events';
import { begun, type Course, followed, stepped } from '../../servicepoint/measures/course';
import type { ServiceKind } from '../../servicepoint/vocabulary';
import type { Fact } from '../journal-tail';
import type { ServiceRecord } from './service-record';

/** What is known of one ticket of the day. Times are ms since 1970-01-01 UTC. */
export interface Journey {
  readonly day: string;
  readonly course: Course;
  readonly counter?: string;
  /** The first call of all. */
  readonly calledAt?: number;
  readonly servingAt?: number;
  /** Absent: manual, or nobody was served. */
  readonly serviceKind?: ServiceKind;
}

export interface EndedJourney {
  readonly journey: Journey;
  readonly kind: ServiceRecord['kind'];
}

const ends = {
  'ticket.served': 'served',
  'ticket.no-show': 'no-show',
  'ticket.cancelled': 'cancelled',
} as const;

/**
 * The tickets of a service day, followed by their facts in the order of the journal. Begins empty at each day, so a reader begins at one.
 * What is taken or treated in demonstration or training is in no record, as it is in no figure.
 */
export class Journeys {
  readonly #open = new Map<string, Journey>();

  /** @returns the journey that the fact has ended */
  follow({ event }: Fact): EndedJourney | undefined {
    if (event.type === 'appliance.day-opened') this.#open.clear();
    else if (event.type === 'appliance.clock-stepped') this.#shift(event.data.by);
    else if (event.mode !== undefined) this.#forget(event);
    else if (event.type === 'ticket.issued')
      this.#open.set(event.data.ticket, { day: event.data.day, course: begun(event) });
    else return this.#treat(event);
    return undefined;
  }

  #treat(event: ServiceEvent): EndedJourney | undefined {
    switch (event.type) {
      case 'ticket.called':
        this.#change(event.data.ticket, journey => ({
          ...journey,
          course: followed(journey.course, event),
          counter: event.data.counter,
          calledAt: journey.calledAt ?? event.at,
        }));
        return undefined;
      case 'ticket.serving':
        this.#change(event.data.ticket, journey => ({
          ...journey,
          course: followed(journey.course, event),
          servingAt: journey.servingAt ?? event.at,
        }));
        return undefined;
      case 'ticket.parked':
      case 'ticket.transferred':
      case 'ticket.reinstated':
        this.#change(event.data.ticket, journey => ({ ...journey, course: followed(journey.course, event) }));
        return undefined;
      case 'ticket.served':
      case 'ticket.no-show':
      case 'ticket.cancelled': {
        const journey = this.#change(event.data.ticket, before => ({
          ...before,
          course: followed(before.course, event),
          ...('kind' in event.data && event.data.kind !== undefined && { serviceKind: event.data.kind }),
        }));
        const isDayEnd = event.type === 'ticket.cancelled' && event.data.reason === 'day-end';
        return journey && { journey, kind: isDayEnd ? 'day-end' : ends[event.type] };
      }
    }
    return undefined;
  }

  /** A ticket whose beginning is not known, or was not live, is passed over. */
  #change(ticket: string, change: (journey: Journey) => Journey): Journey | undefined {
    const before = this.#open.get(ticket);
    const after = before && change(before);
    if (after) this.#open.set(ticket, after);
    return after;
  }

  #forget({ type, data }: ServiceEvent): void {
    if (type.startsWith('ticket.') && 'ticket' in data) this.#open.delete(data.ticket);
  }

  #shift(by: number): void {
    for (const [ticket, journey] of this.#open) {
      if (journey.course.end) continue;
      const { calledAt, servingAt } = journey;
      this.#open.set(ticket, {
        ...journey,
        course: stepped(journey.course, by),
        ...(calledAt !== undefined && { calledAt: calledAt + by }),
        ...(servingAt !== undefined && { servingAt: servingAt + by }),
      });
    }
  }
}
