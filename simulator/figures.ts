import type { ServiceEvent } from '../firmware/servicepoint/events';

/** The measures of STA-03 for one service or for all. Numbers of tickets; durations in ms, one per ticket or spell, in order of event. */
export interface Measures {
  issued: number;
  transferredIn: number;
  transferredOut: number;
  served: number;
  noShows: number;
  cancelled: number;
  /** Closed by the end of the day. */
  leftOver: number;
  readonly queueing: number[];
  readonly waiting: number[];
  readonly service: number[];
}

type End = 'served' | 'noShows' | 'cancelled' | 'leftOver';

interface Course {
  service: string;
  readonly issuedAt: number;
  called: boolean;
  begun: boolean;
  servingSince?: number;
  served: number;
  end?: End;
}

/** What the figures mean; printed with them (STA-04: the words of the source are not defined there). */
export const definitions: readonly (readonly [string, string])[] = [
  ['issued', 'numbers taken for the service'],
  ['in, out', 'transferred into the queue of the service, and out of it'],
  ['served', 'service ended at a counter'],
  ['no-show', 'called, did not come, and was not put back; who was put back counts by how it ended then'],
  ['cancelled', 'taken out of the queue on request'],
  ['left', 'not ended by anybody when the day ended'],
  ['queueing', 'from issued to the first call, of all who were called'],
  ['waiting', 'from issued to the first beginning of service, of all whom an advisor began to serve'],
  ['service', 'time at counters, pauses left out, of all who were served'],
];

/** Counts from the committed events and nothing else. Every ticket counts in the service it is in at the time. */
export class Figures {
  readonly services = new Map<string, Measures>();
  #courses = new Map<string, Course>();

  /** Takes in the next event, in order. */
  see(event: ServiceEvent): void {
    if (event.type === 'appliance.day-opened') {
      this.#courses.clear();
    } else if (event.type === 'ticket.issued') {
      const { ticket, service } = event.data;
      this.#courses.set(ticket, { service, issuedAt: event.at, called: false, begun: false, served: 0 });
      this.#of(service).issued += 1;
    } else if ('ticket' in event.data) {
      const course = this.#courses.get(event.data.ticket);
      if (course) this.#follow(course, event);
    }
  }

  /** All services together. */
  get total(): Measures {
    const total = none();
    for (const measures of this.services.values()) {
      total.issued += measures.issued;
      total.transferredIn += measures.transferredIn;
      total.transferredOut += measures.transferredOut;
      total.served += measures.served;
      total.noShows += measures.noShows;
      total.cancelled += measures.cancelled;
      total.leftOver += measures.leftOver;
      total.queueing.push(...measures.queueing);
      total.waiting.push(...measures.waiting);
      total.service.push(...measures.service);
    }
    return total;
  }

  #follow(course: Course, event: ServiceEvent): void {
    const here = this.#of(course.service);
    switch (event.type) {
      case 'ticket.called':
        if (!course.called) here.queueing.push(event.at - course.issuedAt);
        course.called = true;
        break;
      case 'ticket.serving':
        if (!course.begun) here.waiting.push(event.at - course.issuedAt);
        course.begun = true;
        course.servingSince = event.at;
        break;
      case 'ticket.parked':
        this.#endSpell(course, event.at);
        break;
      case 'ticket.transferred':
        this.#endSpell(course, event.at);
        here.transferredOut += 1;
        course.service = event.data.service;
        this.#of(course.service).transferredIn += 1;
        break;
      case 'ticket.served':
        this.#endSpell(course, event.at);
        here.service.push(course.served);
        this.#end(course, 'served');
        break;
      case 'ticket.no-show':
        this.#end(course, 'noShows');
        break;
      case 'ticket.cancelled':
        this.#endSpell(course, event.at);
        this.#end(course, event.data.reason === 'day-end' ? 'leftOver' : 'cancelled');
        break;
      case 'ticket.reinstated':
        if (course.end) here[course.end] -= 1;
        delete course.end;
        break;
    }
  }

  #end(course: Course, end: End): void {
    this.#of(course.service)[end] += 1;
    course.end = end;
  }

  #endSpell(course: Course, at: number): void {
    if (course.servingSince !== undefined) course.served += at - course.servingSince;
    delete course.servingSince;
  }

  #of(service: string): Measures {
    let measures = this.services.get(service);
    if (!measures) {
      measures = none();
      this.services.set(service, measures);
    }
    return measures;
  }
}

function none(): Measures {
  return {
    issued: 0,
    transferredIn: 0,
    transferredOut: 0,
    served: 0,
    noShows: 0,
    cancelled: 0,
    leftOver: 0,
    queueing: [],
    waiting: [],
    service: [],
  };
}

/** Mean of the values, undefined of none. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least this share of the values does not exceed (nearest rank); undefined of none. @param share above 0, at most 1 */
export function percentile(values: readonly number[], share: number): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
}
