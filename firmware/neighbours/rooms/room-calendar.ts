import type { DeviceStatus } from '../../../hal/device';
import { failureOf, TiskiError } from '../../../hal/platform/error';
import { sleep } from '../../../hal/platform/time';
import { readBusyTimes } from '../../calendars/busy-times';
import { fileCalendar } from '../../calendars/file-calendar';
import { webCalendar } from '../../calendars/web-calendar';
import type { NeighbourContext, NeighbourSettings } from '../neighbour';
import type { Span } from './spans';

export type Room = NonNullable<NeighbourSettings['rooms']>['list'][number];

const minute = 60_000;
const day = 86_400_000;

/** How far ahead reservations are known, ms. */
export const horizon = 14 * day;

/** A reading that takes longer is given up, ms. */
const patience = 30_000;

/** So many readings may fail until nobody can say any more whether the room is taken. */
const mostFailures = 3;

/** The reservations of one room, from a calendar that is read again and again. Of its events only their times are taken. */
export class RoomCalendar {
  readonly #room: Room;
  readonly #context: NeighbourContext;
  #spans: readonly Span[] | undefined;
  #isWhole = true;
  #failures = 0;
  #health: DeviceStatus = { health: 'unknown', code: 'device-not-started' };
  #version: string | undefined;

  constructor(room: Room, context: NeighbourContext) {
    this.#room = room;
    this.#context = context;
  }

  /** Nothing while nobody can say. */
  get spans(): readonly Span[] | undefined {
    return this.#spans;
  }

  /** Whether there is nothing in the calendar that is not understood. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get health(): DeviceStatus {
    return this.#health;
  }

  /** Reads until the signal. @throws the reason of the signal */
  async run(signal: AbortSignal): Promise<never> {
    const { time, log, changed } = this.#context;
    for (;;) {
      try {
        await this.#read(signal);
        this.#failures = 0;
      } catch (error) {
        signal.throwIfAborted();
        const { code } = failureOf(error);
        log.warn({ room: this.#room.id, code }, 'calendar of the room not read');
        this.#failures += 1;
        if (this.#failures >= mostFailures) this.#spans = undefined;
        this.#health = { health: 'failed', code };
      }
      changed();
      await sleep(time, this.#room.everyMinutes * minute, `room ${this.#room.id}`, signal);
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { time, site } = this.#context;
    const limit = new AbortController();
    const timer = time.after(patience, `room ${this.#room.id} patience`, () => limit.abort());
    try {
      const now = time.now();
      const { file, url } = this.#room;
      const source = file === undefined ? webCalendar({ url: url ?? '' }) : fileCalendar(file);
      const known = this.#spans && this.#version;
      const open = await source.open(known, AbortSignal.any([signal, limit.signal]));
      if (!open) return;
      const { times, leftOut } = await readBusyTimes(open.chunks, {
        timezone: site.timezone,
        minutes: this.#room.minutes,
        from: now - day,
        to: now + horizon,
      });
      this.#spans = times;
      this.#version = open.version;
      this.#isWhole = leftOut === 0;
      this.#health = { health: 'ok', ...(leftOut > 0 && { warnings: ['calendar-left-out'] }) };
    } catch (error) {
      throw limit.signal.aborted ? new TiskiError('calendar-silent') : error;
    } finally {
      timer.cancel();
    }
  }
}
