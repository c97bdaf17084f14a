import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { awake } from './steady-time';

/** A write that reached the disk within this time met no stall, ms. */
const usual = 50;

/**
 * How long the disk of a folder kept everybody waiting, as seen by somebody who writes to it all the time. What a program waited for at the same
 * time says nothing about the program.
 */
export class DiskStalls {
  readonly #file: string;
  #running = true;
  #stalled = 0;
  #since = awake();
  readonly #watching: Promise<void>;

  constructor(folder: string) {
    this.#file = join(folder, 'disk-stalls');
    this.#watching = this.#watch();
  }

  /** Milliseconds until now. */
  get stalled(): number {
    return this.#stalled + Math.max(0, awake() - this.#since - usual);
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#watching;
    await rm(this.#file, { force: true });
  }

  async #watch(): Promise<void> {
    const file = await open(this.#file, 'w');
    while (this.#running) {
      this.#since = awake();
      await file.write('x', 0);
      await file.datasync();
      this.#stalled += Math.max(0, awake() - this.#since - usual);
      this.#since = awake();
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await file.close();
  }
}
