import { EventEmitter } from 'node:events';
import type { DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { Time } from '../../platform/time';
import type { RingEnd, RingSource, RingSourceEvents } from '../../ring-source';
import { noOptions, VirtualDevice } from './virtual-device';

/** Something that rings when a program says so. What rings when it stops is over in a way that nobody knows. */
export class VirtualRingSource extends VirtualDevice<'ring-source'> implements RingSource {
  readonly events = new EventEmitter<RingSourceEvents>();
  readonly #time: Time;
  readonly #calls = new Set<string>();

  constructor(name: string, time: Time) {
    super(name, 'ring-source', 'rings');
    this.#time = time;
  }

  get ringing(): readonly string[] {
    return [...this.#calls];
  }

  /** Somebody rings. Returns the call. */
  ring(caller?: string): string {
    this.count += 1;
    const call = String(this.count);
    this.#calls.add(call);
    this.events.emit('ringing', {
      call,
      ...(caller !== undefined && { caller }),
      at: this.#time.monotonic(),
    });
    return call;
  }

  /** A call that does not ring is left alone. */
  end(call: string, end: RingEnd): void {
    if (this.#calls.delete(call)) this.events.emit('over', { call, end, at: this.#time.monotonic() });
  }

  override async stop(): Promise<void> {
    for (const call of this.ringing) this.end(call, 'unknown');
    await super.stop();
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'ring-source',
  options: noOptions,
  create: (name: string, _: unknown, { time }: DriverContext) => new VirtualRingSource(name, time),
};
