import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { Committed } from '../journal/fact';
import type { Runtime } from '../runtime';
import { clockLabel } from '../servicepoint/box/clock-label';
import type { ServiceEvent } from '../servicepoint/events';
import type { Machine } from './box/machine';

export interface ClockWatchOptions {
  readonly runtime: Runtime;
  readonly machine: Machine;
  readonly time: Time;
  readonly log: Log;
}

/** Milliseconds between looks; from the first, soon after the start, on. */
const lookEvery = 5_000;
const firstLookAfter = 500;

/** Seconds for which a machine that has just started is taken to have no time yet: it has no clock of its own that runs without power. */
const bootTime = 600;

/**
 * Knows of every fact whether the wall clock was kept by a time server when it was made (product.md, "Clock"). A change is itself a fact: what
 * comes before it in the journal was made by the clock of before. By how much the clock was set says `appliance.clock-stepped`.
 */
export class ClockWatch {
  readonly #options: ClockWatchOptions;
  /** Sequences from which on the clock was kept, or not; ascending. */
  readonly #changes: { readonly from: number; readonly synced: boolean }[];
  #timers: Timer[] = [];
  #telling = false;

  constructor(options: ClockWatchOptions) {
    this.#options = options;
    this.#changes = options.runtime.journal.labelled('appliance.clock-changed', clockLabel).flatMap(changeIn);
  }

  /** By the last fact that says so; one is taken to be kept until something else is known. */
  get synced(): boolean {
    return this.#changes.at(-1)?.synced ?? true;
  }

  /** Of the fact with this place in the journal; of one that is not there yet, as it would be now. */
  readonly syncedAt = (sequence: number): boolean => {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.from ?? 0) <= sequence) low = middle + 1;
      else high = middle;
    }
    return this.#changes[low - 1]?.synced ?? true;
  };

  /** To be awaited before other facts are made: those after a power cut are marked from the first on. */
  async start(): Promise<void> {
    const { runtime, machine, time } = this.#options;
    runtime.events.on('committed', this.#committed);
    const uptime = Number.parseFloat((await machine.text('/proc/uptime')) ?? '');
    if (uptime < bootTime) await this.#tell(false);
    this.#timers = [
      time.after(firstLookAfter, 'clock', () => void this.#look()),
      time.every(lookEvery, 'clock', () => void this.#look()),
    ];
  }

  stop(): void {
    this.#options.runtime.events.off('committed', this.#committed);
    for (const timer of this.#timers.splice(0)) timer.cancel();
  }

  async #look(): Promise<void> {
    const synced = this.#options.machine.clockSynced();
    if (synced !== undefined) await this.#tell(synced);
  }

  async #tell(synced: boolean): Promise<void> {
    if (synced === this.synced || this.#telling) return;
    this.#telling = true;
    try {
      await this.#options.runtime.record({ name: 'clock-reported', args: { synced } });
    } catch (error) {
      this.#options.log.error({ error: messageOf(error) }, 'state of the clock not recorded');
    }
    this.#telling = false;
  }

  readonly #committed = (facts: readonly Committed<ServiceEvent>[]): void => {
    this.#changes.push(...facts.flatMap(changeIn));
  };
}

function changeIn({ sequence, event }: Committed<ServiceEvent>) {
  return event.type === 'appliance.clock-changed' ? [{ from: sequence, synced: event.data.synced }] : [];
}
