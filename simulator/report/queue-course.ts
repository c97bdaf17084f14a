import type { ServiceEvent } from '../../firmware/servicepoint/events';

/** A day in the hall: how many waited from each of these instants on. */
export interface DayInHall {
  /** YYYY-MM-DD */
  readonly day: string;
  /** Wall time, ms, and how many waited from then on. */
  readonly steps: (readonly [at: number, waiting: number])[];
  served: number;
  noShows: number;
  /** Cancelled, given up, or left over at the end of the day. */
  others: number;
}

/** A word of the box about a device, itself, or a call. */
export interface Told {
  readonly at: number;
  /** `video-room`, `box`. */
  readonly of: string;
  readonly what: 'ok' | 'failed' | 'unknown' | 'warning' | 'ring';
  readonly code?: string;
}

/** What devices say while the box starts is no news, ms. */
const starting = 60_000;

/** Who waited when, from the committed events and nothing else. */
export class QueueCourse {
  readonly days: DayInHall[] = [];
  readonly told: Told[] = [];
  readonly #waiting = new Set<string>();
  #began: number | undefined;

  /** Takes in the next event, in order. */
  see(event: ServiceEvent): void {
    this.#began ??= event.at;
    switch (event.type) {
      case 'appliance.day-opened':
        this.#waiting.clear();
        this.days.push({ day: event.data.day, steps: [], served: 0, noShows: 0, others: 0 });
        break;
      case 'ticket.issued':
      case 'ticket.reinstated':
      case 'ticket.transferred':
      case 'ticket.returned':
        this.#move(event.at, event.data.ticket, true);
        if (event.type === 'ticket.reinstated') this.#count('noShows', -1);
        break;
      case 'ticket.called':
        this.#move(event.at, event.data.ticket, false);
        break;
      case 'ticket.served':
        this.#count('served', 1);
        break;
      case 'ticket.no-show':
        this.#count('noShows', 1);
        break;
      case 'ticket.cancelled':
        this.#move(event.at, event.data.ticket, false);
        this.#count('others', 1);
        break;
      default:
        this.#hear(event);
    }
  }

  #hear(event: ServiceEvent): void {
    if (event.at < (this.#began ?? 0) + starting) return;
    if (event.type === 'device.changed') {
      const { device, health, code, warnings } = event.data;
      const what = health === 'ok' && warnings.length > 0 ? 'warning' : health;
      this.told.push({ at: event.at, of: device, what, code: code ?? warnings.join(', ') });
    } else if (event.type === 'appliance.health-changed') {
      const { health, code, warnings } = event.data;
      const what = health === 'ok' && warnings.length > 0 ? 'warning' : health;
      this.told.push({ at: event.at, of: 'box', what, code: code ?? warnings.join(', ') });
    } else if (event.type === 'ring.started') {
      this.told.push({ at: event.at, of: 'calls', what: 'ring' });
    }
  }

  #move(at: number, ticket: string, waits: boolean): void {
    const day = this.days.at(-1);
    if (waits) this.#waiting.add(ticket);
    else this.#waiting.delete(ticket);
    day?.steps.push([at, this.#waiting.size]);
  }

  #count(what: 'served' | 'noShows' | 'others', by: number): void {
    const day = this.days.at(-1);
    if (day) day[what] += by;
  }
}
