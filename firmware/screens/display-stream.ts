import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import type { ServiceEvent } from '../servicepoint/events';
import { type Broadcast, frame } from './broadcast';
import type { DisplayFeed } from './pages/display/display-feed';

/** Milliseconds from one sending to the next; the first after a quiet time, and every call, goes at once. */
const pause = 100;

/** Milliseconds after which the feed is sent though nothing happened: hours and waits change by time alone, and the pages set their watches. */
const refresh = 15_000;

/** Milliseconds for which a feed is as it was drawn up if nothing has happened. */
const fresh = 1000;

export interface DisplayStreamOptions {
  readonly runtime: Runtime;
  readonly broadcast: Broadcast;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly feed: () => DisplayFeed;
}

/**
 * `/api/display/stream`: the whole feed whenever it has changed, drawn up once for all displays. Nobody asks back and nobody resumes: whoever
 * connects gets what holds now, so a call takes one way to the screen and a display that was cut off misses nothing that still holds.
 */
export class DisplayStream {
  readonly #options: DisplayStreamOptions;
  #drawn = { last: Number.NaN, at: Number.NEGATIVE_INFINITY, body: '' };
  #sent = '';
  #sentAt = Number.NEGATIVE_INFINITY;
  #soon: Timer | undefined;
  #refresh: Timer | undefined;

  constructor(options: DisplayStreamOptions) {
    this.#options = options;
  }

  readonly #changed = (facts: readonly Committed<ServiceEvent>[]): void => {
    const { time, broadcast } = this.#options;
    if (broadcast.clients === 0) return;
    if (facts.some(({ event }) => isCall(event))) {
      this.#send(false);
      return;
    }
    if (this.#soon) return;
    const wait = this.#sentAt + pause - time.monotonic();
    if (wait <= 0) {
      this.#send(false);
      return;
    }
    this.#soon = time.after(wait, 'lobby displays', () => {
      this.#soon = undefined;
      this.#send(false);
    });
  };

  start(): void {
    const { runtime, time } = this.#options;
    // After paper and lamps.
    runtime.events.on('told', this.#changed);
    this.#refresh = time.every(refresh, 'lobby displays refresh', () => this.#send(true));
  }

  stop(): void {
    this.#options.runtime.events.off('told', this.#changed);
    this.#soon?.cancel();
    this.#refresh?.cancel();
    this.#soon = undefined;
    this.#refresh = undefined;
  }

  /** What a display gets first. @throws TiskiError as `stateOnDisk` */
  opening(): string {
    const { runtime, version } = this.#options;
    const hello = frame({ event: 'hello', data: { epoch: runtime.journal.epoch, version } });
    return hello + this.#frame(this.#body());
  }

  #send(always: boolean): void {
    const { broadcast, time, log } = this.#options;
    if (broadcast.clients === 0) return;
    try {
      const body = this.#body();
      if (body === this.#sent && !always) return;
      this.#sent = body;
      this.#sentAt = time.monotonic();
      broadcast.send(this.#frame(body));
    } catch (error) {
      log.error({ error: messageOf(error) }, 'lobby displays not told');
    }
  }

  /** The feed without its time. One for all who come back at once after a cut. */
  #body(): string {
    const { runtime, time, feed } = this.#options;
    const [last, at] = [runtime.journal.last, time.monotonic()];
    if (runtime.journal.waiting > 0 || last !== this.#drawn.last || at - this.#drawn.at > fresh) {
      const { now: _, ...rest } = feed();
      this.#drawn = { last: runtime.journal.last, at, body: JSON.stringify(rest) };
    }
    return this.#drawn.body;
  }

  #frame(body: string): string {
    return `event: feed\ndata: {"now":${this.#options.time.now()},${body.slice(1)}\n\n`;
  }
}

function isCall({ type }: ServiceEvent): boolean {
  return type === 'ticket.called' || type === 'ticket.recalled';
}
