import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { Pulse } from './pulse';

export interface WatchdogOptions {
  readonly pulses: readonly Pulse[];
  /** The service manager ends the program when it was not fed for so long, ms. */
  readonly patience: number;
  readonly feed: () => void;
  readonly time: Time;
  readonly log: Log;
}

/** A part that stands still is asked again after this, ms: after a stall of the whole machine it goes on in a moment. */
const askAgainAfter = 1000;

/**
 * Feeds the watchdog of the service manager three times in its patience, each time only after every part of the program has proven anew that it
 * goes on. A bare timer would feed it while nobody is served (edge.md: "watchdog that feeds itself").
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: Timer | undefined;
  #running = false;
  /** Parts that have not proven themselves in the round under way. */
  #awaited = new Set<string>();
  #still = '';

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Whether parts are being asked. */
  get asking(): boolean {
    return this.#awaited.size > 0;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#ask();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#awaited.clear();
    this.#still = '';
  }

  get #interval(): number {
    return this.#options.patience / 3;
  }

  #ask(): void {
    const { pulses, time } = this.#options;
    const awaited = new Set(pulses.map(({ part }) => part));
    this.#awaited = awaited;
    const overdue = () => {
      this.#tellStill([...awaited].map(part => `${part} does not answer`));
      this.#timer = time.after(this.#interval, 'watchdog', overdue);
    };
    this.#timer = time.after(this.#interval, 'watchdog', overdue);
    const proofs = pulses.map(async pulse => {
      const still = await proofOf(pulse);
      awaited.delete(pulse.part);
      return still === undefined ? [] : [`${pulse.part}: ${still}`];
    });
    void Promise.all(proofs).then(still => {
      if (this.#running && this.#awaited === awaited) this.#proven(still.flat());
    });
  }

  #proven(still: readonly string[]): void {
    const { time, feed, log } = this.#options;
    this.#timer?.cancel();
    if (still.length === 0) {
      if (this.#still !== '') log.warn({}, 'every part goes on again');
      this.#still = '';
      feed();
    } else this.#tellStill(still);
    const pause = still.length === 0 ? this.#interval : Math.min(askAgainAfter, this.#interval);
    this.#timer = time.after(pause, 'watchdog', () => this.#ask());
  }

  /** Once for each reason: the last lines before the end should say why. */
  #tellStill(reasons: readonly string[]): void {
    const still = reasons.join('; ');
    if (still === this.#still) return;
    this.#still = still;
    this.#options.log.error({ code: 'part-hung', still }, 'the watchdog is not fed');
  }
}

async function proofOf(pulse: Pulse): Promise<string | undefined> {
  try {
    return await pulse.prove();
  } catch (error) {
    return messageOf(error);
  }
}
