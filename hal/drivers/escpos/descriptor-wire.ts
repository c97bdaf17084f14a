import { readSync, writeSync } from 'node:fs';
import type { Time, Timer } from '../../platform/time';

/** Milliseconds between two looks for what the printer says: the kernel's printer device wakes nobody when it is unplugged. */
const readEvery = 20;

/** Milliseconds before bytes that the kernel had no room for are offered again. */
const writeAgain = 5;

const chunk = 4096;

export interface DescriptorWireSetup {
  /** Opened for reading and writing, without waiting (O_NONBLOCK). */
  readonly descriptor: number;
  readonly time: Time;
  /** What reading nothing means: on a terminal that it was hung up, on a USB printer an empty packet. */
  readonly emptyRead: 'hung-up' | 'nothing';
  received(bytes: Uint8Array): void;
  /** The device is gone; at most once, and never from inside `write`. */
  lost(reason: string): void;
}

/**
 * Bytes to and from a device without ever waiting for it. What the kernel has no room for stays here, so that stopping throws it
 * away. Does not close the descriptor.
 */
export class DescriptorWire {
  readonly #setup: DescriptorWireSetup;
  readonly #buffer = Buffer.alloc(chunk);
  #queue: { rest: Uint8Array; readonly sent: (() => void) | undefined }[] = [];
  #reading?: Timer;
  #writing?: Timer;
  #stopped = false;

  constructor(setup: DescriptorWireSetup) {
    this.#setup = setup;
  }

  start(): void {
    this.#reading = this.#setup.time.every(readEvery, 'printer read', () => this.#read());
  }

  /** All that was written is in the hands of the kernel. */
  get isEmpty(): boolean {
    return this.#queue.length === 0;
  }

  /** `sent`: the kernel has all of it; never called from inside this call. */
  write(bytes: Uint8Array, sent?: () => void): void {
    if (this.#stopped) return;
    this.#queue.push({ rest: bytes, sent });
    if (!this.#writing) this.#write();
  }

  /** Nothing is read, written or told any more. */
  stop(): void {
    this.#stopped = true;
    this.#reading?.cancel();
    this.#writing?.cancel();
    this.#queue = [];
  }

  #read(): void {
    for (;;) {
      const count = this.#attempt(() => readSync(this.#setup.descriptor, this.#buffer));
      if (count === undefined || this.#stopped) return;
      if (count === 0) {
        if (this.#setup.emptyRead === 'hung-up') this.#lose('hung up');
        return;
      }
      this.#setup.received(Uint8Array.from(this.#buffer.subarray(0, count)));
      if (this.#stopped) return;
    }
  }

  #write(): void {
    this.#writing = undefined;
    const done: (() => void)[] = [];
    for (;;) {
      const [first] = this.#queue;
      if (!first) break;
      const count = this.#attempt(() => writeSync(this.#setup.descriptor, first.rest));
      if (this.#stopped) return;
      first.rest = first.rest.subarray(count ?? 0);
      if (first.rest.length > 0) break;
      this.#queue.shift();
      if (first.sent) done.push(first.sent);
    }
    if (this.#queue.length === 0 && done.length === 0) return;
    this.#writing = this.#setup.time.after(done.length > 0 ? 0 : writeAgain, 'printer write', () => {
      for (const sent of done) sent();
      if (!this.#stopped) this.#write();
    });
  }

  /** Nothing when the device is not ready. */
  #attempt(run: () => number): number | undefined {
    try {
      return run();
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN' && code !== 'EINTR') this.#lose(code);
      return undefined;
    }
  }

  #lose(reason: string): void {
    if (this.#stopped) return;
    this.stop();
    this.#setup.time.after(0, 'printer lost', () => this.#setup.lost(reason));
  }
}
