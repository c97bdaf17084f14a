import { EventEmitter } from 'node:events';
import type { DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { Time } from '../../platform/time';
import type { RingEnd, RingSource, RingSourceEvents } from '../../ring-source';
import type { BorrowedSatellite } from './borrowed-satellite';
import { LentDevice } from './lent-device';
import { type LentOptions, onlyLentOptions } from './lent-options';
import type { Report } from './messages';
import { satelliteAt } from './satellites';

/**
 * A ring source on a satellite. A ring is a state, not a press: the satellite tells what rings now, so a ring that still lasts when the
 * link returns is seen, and one that came and went meanwhile is not. A ring under way when the link breaks is over, how nobody knows.
 */
export class LentRingSource extends LentDevice<'ring-source'> implements RingSource {
  readonly events = new EventEmitter<RingSourceEvents>();
  readonly #time: Time;
  readonly #ringing = new Set<string>();

  constructor(name: string, device: string, satellite: BorrowedSatellite, time: Time) {
    super(name, 'ring-source', device, satellite);
    this.#time = time;
  }

  get ringing(): readonly string[] {
    return [...this.#ringing];
  }

  override reported(report: Report | undefined): void {
    super.reported(report);
    const { calls = [] } = report?.kind === this.kind ? report : {};
    for (const call of this.ringing) {
      const state = calls.find(known => known.call === call)?.state ?? 'unknown';
      if (state !== 'ringing') this.#over(call, state);
    }
    for (const { call, state } of calls) {
      if (state !== 'ringing' || this.#ringing.has(call)) continue;
      this.#ringing.add(call);
      this.events.emit('ringing', { call, at: this.#time.monotonic() });
    }
  }

  override lost(): void {
    // First, so that a lamp goes from the ring to the fault, not over dark.
    super.lost();
    for (const call of this.ringing) this.#over(call, 'unknown');
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }

  #over(call: string, end: RingEnd): void {
    this.#ringing.delete(call);
    this.events.emit('over', { call, end, at: this.#time.monotonic() });
  }
}

export const driver: Driver = {
  kind: 'ring-source',
  options: onlyLentOptions('Ring source of a satellite'),
  supervision: { sharedBy: 'appliance' },
  proof: 6_000,
  create: (name: string, { appliance, device }: LentOptions, context: DriverContext) =>
    new LentRingSource(name, device, satelliteAt(appliance, context), context.time),
};
