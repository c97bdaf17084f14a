import { EventEmitter } from 'node:events';
import type { Counters, DeviceEvents, DeviceStatus } from '../device';
import type { OutputLine } from '../line';
import type { Time, Timer } from '../platform/time';
import type { Sounder, Tone } from '../sounder';
import { notStarted, StatusKeeper } from '../status-keeper';
import { tonePatterns } from './tone-patterns';

export interface SounderSettings {
  readonly line: OutputLine;
  readonly time: Time;
}

/**
 * A buzzer on any wire. A tone begins at once and ends the one before. A tone whose line is away goes by unheard; it is never played
 * late. Counter: tones.
 */
export class SounderOnLine implements Sounder {
  readonly name: string;
  readonly kind = 'sounder';
  readonly events = new EventEmitter<DeviceEvents>();
  readonly #line: OutputLine;
  readonly #time: Time;
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #onStatus = () => this.#keeper.set(this.#line.status);
  #timer: Timer | undefined;
  #tones = 0;

  constructor(name: string, { line, time }: SounderSettings) {
    this.name = name;
    this.#line = line;
    this.#time = time;
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return { tones: this.#tones };
  }

  play(tone: Tone): void {
    this.#tones += 1;
    this.#sound(tonePatterns[tone], true);
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#line.events.on('status', this.#onStatus);
    this.#line.write(false);
    await this.#line.start(signal);
    this.#onStatus();
  }

  async stop(): Promise<void> {
    this.#line.events.off('status', this.#onStatus);
    this.#sound([], false);
    await this.#line.stop();
    this.#keeper.set(notStarted);
  }

  #sound([length, ...rest]: readonly number[], on: boolean): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#line.write(on && length !== undefined);
    if (length === undefined) return;
    this.#timer = this.#time.after(length, 'tone', () => this.#sound(rest, !on));
  }
}
