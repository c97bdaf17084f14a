import type { Device } from '../../hal/device';
import { lendingLimits } from '../../hal/drivers/satellite/limits';
import type { Report } from '../../hal/drivers/satellite/messages';
import type { Time, Timer } from '../../hal/platform/time';
import type { RingEnd, RingSource } from '../../hal/ring-source';
import type { HubLink } from './hub-link';
import type { Part } from './part';

/** Ended calls that are still told, so that the hub learns how they ended. */
const mostEnded = 8;

type Call = NonNullable<Report['calls']>[number];

/** Tells the hub how a device is, at once when that changes; counters follow within a second. */
export class DeviceReporter implements Part {
  readonly #device: Device;
  readonly #link: HubLink;
  readonly #time: Time;
  readonly #calls = new Map<string, Call>();
  readonly #undo: (() => void)[] = [];
  #told = '';
  #timer: Timer | undefined;

  constructor(device: Device, link: HubLink, time: Time) {
    this.#device = device;
    this.#link = link;
    this.#time = time;
  }

  start(): void {
    const changed = () => this.#tellChange();
    const again = () => this.#tell();
    this.#device.events.on('status', changed);
    this.#link.events.on('linked', again);
    this.#undo.push(
      () => this.#device.events.off('status', changed),
      () => this.#link.events.off('linked', again),
    );
    if (isRingSource(this.#device)) this.#followRings(this.#device);
    this.#timer = this.#time.every(lendingLimits.counters, 'lent counters', changed);
  }

  stop(): void {
    this.#timer?.cancel();
    for (const undo of this.#undo.splice(0)) undo();
    this.#calls.clear();
    this.#told = '';
  }

  #followRings({ events }: RingSource): void {
    const ringing = ({ call }: { readonly call: string }) => {
      this.#calls.set(call, { call, state: 'ringing' });
      this.#tellChange();
    };
    const over = ({ call, end }: { readonly call: string; readonly end: RingEnd }) => {
      this.#calls.delete(call);
      this.#calls.set(call, { call, state: end });
      const ended = [...this.#calls.values()].filter(({ state }) => state !== 'ringing');
      for (const { call: oldest } of ended.slice(0, -mostEnded)) this.#calls.delete(oldest);
      this.#tellChange();
    };
    events.on('ringing', ringing);
    events.on('over', over);
    this.#undo.push(
      () => events.off('ringing', ringing),
      () => events.off('over', over),
    );
  }

  #tellChange(): void {
    if (JSON.stringify(this.#report()) !== this.#told) this.#tell();
  }

  #tell(): void {
    const report = this.#report();
    this.#told = JSON.stringify(report);
    this.#link.report(this.#device.name, report);
  }

  #report(): Omit<Report, 'run'> {
    const { kind, status, counters } = this.#device;
    const { warnings, ...rest } = status;
    return {
      kind,
      ...rest,
      ...(warnings && { warnings: [...warnings] }),
      counters: { ...counters },
      ...(kind === 'ring-source' && { calls: [...this.#calls.values()] }),
    };
  }
}

function isRingSource(device: Device): device is RingSource {
  return device.kind === 'ring-source';
}
