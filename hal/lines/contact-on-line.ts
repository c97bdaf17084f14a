import { EventEmitter } from 'node:events';
import type { Counters, DeviceStatus } from '../device';
import type { InputLine } from '../line';
import type { Time } from '../platform/time';
import type { RingSource, RingSourceEvents } from '../ring-source';
import { notStarted, StatusKeeper } from '../status-keeper';
import type { RingContactSettings } from './contact-options';
import { LineReader } from './line-reader';
import { RingCadence, type RingChange } from './ring-cadence';

export interface ContactOnLineSettings extends RingContactSettings {
  readonly line: InputLine;
  readonly time: Time;
}

/**
 * A dry contact that closes when somebody rings. It cannot tell how a ring ended: `unknown`. Fails with `contact-stuck` while it is closed too
 * long, and with the code of its line while that is away. Counters: rings, stuck, lostEdges, bounces.
 */
export class ContactOnLine implements RingSource {
  readonly name: string;
  readonly kind = 'ring-source';
  readonly events = new EventEmitter<RingSourceEvents>();
  readonly #time: Time;
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #cadence: RingCadence;
  readonly #reader: LineReader<RingChange>;
  #call: string | undefined;

  constructor(name: string, { line, time, ...settings }: ContactOnLineSettings) {
    this.name = name;
    this.#time = time;
    this.#cadence = new RingCadence(settings);
    const listener = {
      outcome: (change: RingChange) => this.#tell(change),
      changed: () => this.#keeper.set(this.#statusNow()),
    };
    this.#reader = new LineReader(line, this.#cadence, { time, listener });
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return this.#cadence.counters;
  }

  get ringing(): readonly string[] {
    return this.#call === undefined ? [] : [this.#call];
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.#reader.start(signal);
  }

  async stop(): Promise<void> {
    await this.#reader.stop();
    this.#keeper.set(notStarted);
  }

  #tell({ ring, at }: RingChange): void {
    if (ring === 'begins') {
      // Rings of one contact never overlap; the wall clock tells them apart across restarts.
      this.#call = `${this.#time.now()}-${this.#cadence.counters.rings}`;
      this.events.emit('ringing', { call: this.#call, at });
    } else if (this.#call !== undefined) {
      const call = this.#call;
      this.#call = undefined;
      this.events.emit('over', { call, end: 'unknown', at });
    }
  }

  #statusNow(): DeviceStatus {
    const { status } = this.#reader;
    return status.health === 'ok' && this.#cadence.stuck
      ? { health: 'failed', code: 'contact-stuck' }
      : status;
  }
}
