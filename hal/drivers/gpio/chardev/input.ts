import { closeSync, readSync } from 'node:fs';
import { messageOf, TiskiError } from '../../../platform/error';
import type { Time } from '../../../platform/time';
import type { InputListener, OpenInput } from '../back-end';
import { LevelTrack } from '../level-track';
import type { Kernel } from './kernel';
import { present, readValue } from './line-values';
import { StampClock } from './stamp-clock';
import { decodeEvents, type LineEvent, sizes } from './uapi';

const eventsPerRead = 64;

/** An input line whose changes the kernel counts, stamps and keeps (up to 1024) while this program is busy. */
export class CharacterInput implements OpenInput {
  readonly #descriptor: number;
  readonly #kernel: Kernel;
  readonly #clock: StampClock;
  readonly #listener: InputListener;
  readonly #buffer = Buffer.alloc(eventsPerRead * sizes.lineEvent);
  readonly #level: LevelTrack;
  readonly #unwatch: () => void;
  #sequence = 0;
  #closed = false;

  /** Owns the descriptor from now on. @throws TiskiError `gpio-line-lost` */
  constructor(descriptor: number, kernel: Kernel, time: Time, listener: InputListener) {
    this.#descriptor = descriptor;
    this.#kernel = kernel;
    this.#clock = new StampClock(time);
    this.#listener = listener;
    try {
      this.#level = new LevelTrack(readValue(kernel, descriptor));
      this.#unwatch = kernel.whenReadable(descriptor, () => this.#ready());
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  get active(): boolean {
    return this.#level.active;
  }

  check(): void {
    readValue(this.#kernel, this.#descriptor);
    this.#drain();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unwatch();
    closeSync(this.#descriptor);
  }

  #ready(): void {
    try {
      this.#drain();
    } catch (error) {
      this.#listener.lost(
        error instanceof TiskiError ? error : new TiskiError('gpio-line-lost', messageOf(error)),
      );
    }
  }

  #drain(): void {
    let length = this.#buffer.length;
    while (length === this.#buffer.length && !this.#closed) {
      length = this.#read();
      for (const event of decodeEvents(this.#buffer, length)) if (!this.#closed) this.#tell(event);
    }
  }

  /** @returns the number of bytes read, 0 when there is nothing to read */
  #read(): number {
    try {
      return readSync(this.#descriptor, this.#buffer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      return present(() => {
        throw error;
      });
    }
  }

  #tell({ stamp, active, sequence }: LineEvent): void {
    const missed = (sequence - this.#sequence - 1) >>> 0;
    // A change between taking the line and asking for its level is the level already.
    const known = this.#sequence === 0 && missed === 0 && active === this.#level.active;
    this.#sequence = sequence;
    const lost = known ? 0 : this.#level.change(active, missed);
    this.#listener.edge({ active, at: this.#clock.at(stamp), lost });
  }
}
