import type { DeviceStatus } from '../../device';
import { messageOf, TiskiError } from '../../platform/error';
import type { Time, Timer } from '../../platform/time';
import { notStarted, StatusKeeper } from '../../status-keeper';
import type { OpenLine } from './back-end';

/** Milliseconds between two attempts to take a line, and between two checks that it is still there. */
const interval = 1000;

/**
 * Keeps one line: takes it, notices within a second when it went away, and tries again until it is back. Nothing of that throws: it is told as
 * status.
 */
export class LineKeeper<Line extends OpenLine> {
  readonly #open: () => Line;
  readonly #time: Time;
  readonly #status: StatusKeeper;
  #timer?: Timer;
  #line?: Line;

  /** @param open takes the line, or throws a TiskiError with the reason */
  constructor(open: () => Line, time: Time, tell: (status: DeviceStatus) => void) {
    this.#open = open;
    this.#time = time;
    this.#status = new StatusKeeper(tell);
  }

  get status(): DeviceStatus {
    return this.#status.status;
  }

  /** The line while it is held. */
  get line(): Line | undefined {
    return this.#line;
  }

  start(): void {
    if (this.#timer) return;
    this.#timer = this.#time.every(interval, 'gpio line', () => this.#tend());
    this.#tend();
  }

  /** Gives the line back. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#release();
    this.#status.set(notStarted);
  }

  /** Does something with the line if it is held; a line that refuses is lost. */
  use(act: (line: Line) => void): void {
    if (!this.#line) return;
    try {
      act(this.#line);
    } catch (error) {
      this.lose(error);
    }
  }

  /** The line is of no use any more. */
  lose(reason: unknown): void {
    this.#release();
    this.#status.set(statusOf(reason));
  }

  #tend(): void {
    if (this.#line) this.use(line => line.check());
    else this.#take();
  }

  #take(): void {
    try {
      this.#line = this.#open();
      this.#status.set({ health: 'ok' });
    } catch (error) {
      this.#status.set(statusOf(error));
    }
  }

  #release(): void {
    const line = this.#line;
    this.#line = undefined;
    try {
      line?.close();
    } catch {
      // A line that is gone has nothing left to give back.
    }
  }
}

function statusOf(error: unknown): DeviceStatus {
  const code = error instanceof TiskiError ? error.code : 'internal-error';
  return { health: 'failed', code, detail: messageOf(error) };
}
