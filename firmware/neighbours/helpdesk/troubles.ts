import type { Health } from '../../../hal/device';
import type { EventOf } from '../../servicepoint/events';
import type { Fact } from '../journal-tail';

export interface Change {
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  readonly health: Health;
  readonly code?: string;
}

/** What is known of one device. */
export interface Course {
  readonly health: Health;
  readonly code?: string;
  /** Since when it has not been ok without a break, and was failed; absent: it is well, or only unknown. */
  readonly failedSince?: number;
  /** The fact that began it. */
  readonly sequence?: number;
  /** Since when it has been ok without a break. */
  readonly okSince?: number;
  /** The oldest first. */
  readonly history: readonly Change[];
}

/** Changes of a device that are told with a fault. */
const mostHistory = 20;

const unheardOf: Course = { health: 'unknown', history: [] };

/** The machine of the box, or of a satellite, among the devices; no device has such a name. */
export function boxKey(satellite = ''): string {
  return `box/${satellite}`;
}

/** Follows the health of all devices and boxes by their facts. */
export class Troubles {
  readonly #courses = new Map<string, Course>();

  get courses(): ReadonlyMap<string, Course> {
    return this.#courses;
  }

  take({ event, sequence }: Fact): void {
    switch (event.type) {
      case 'appliance.started':
        // What was known before the stop says nothing about now; what happened stays.
        for (const [device, { history }] of this.#courses)
          this.#courses.set(device, { health: 'unknown', history });
        break;
      case 'appliance.clock-stepped':
        for (const [device, course] of this.#courses)
          this.#courses.set(device, shifted(course, event.data.by));
        break;
      case 'device.changed':
        this.#changed(event.data.device, event, sequence);
        break;
      case 'appliance.health-changed':
        this.#changed(boxKey(event.data.satellite), event, sequence);
        break;
    }
  }

  #changed(
    key: string,
    { at, data: { health, code } }: EventOf<'device.changed' | 'appliance.health-changed'>,
    sequence: number,
  ): void {
    const before = this.#courses.get(key) ?? unheardOf;
    const change = { at, health, ...(code !== undefined && { code }) };
    this.#courses.set(key, {
      ...sinceWhen(before, change, sequence),
      history: [...before.history, change].slice(-mostHistory),
    });
  }
}

function sinceWhen(before: Course, change: Change, sequence: number): Omit<Course, 'history'> {
  const { at, ...now } = change;
  if (now.health === 'ok') return { ...now, okSince: before.okSince ?? at };
  const { failedSince, sequence: began } = before;
  if (failedSince !== undefined && began !== undefined) return { ...now, failedSince, sequence: began };
  return now.health === 'failed' ? { ...now, failedSince: at, sequence } : now;
}

function shifted(course: Course, by: number): Course {
  const { failedSince, okSince } = course;
  return {
    ...course,
    ...(failedSince !== undefined && { failedSince: failedSince + by }),
    ...(okSince !== undefined && { okSince: okSince + by }),
  };
}
