import { join } from 'node:path';
import type { Device, DeviceStatus } from '../../hal/device';
import type { Hal } from '../../hal/hal';
import type { MessageBus } from '../../hal/message-bus';
import { messageOf } from '../../hal/platform/error';
import { KeptFile } from '../../hal/platform/kept-text';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { Present } from '../link/present';
import type { Runtime } from '../runtime';
import { printTestTicket } from '../tickets/print-test-ticket';
import type { BoxWatch } from './box-watch';
import { CounterSample } from './counter-sample';
import { DeviceWatch } from './device-watch';
import type { Pulse } from './pulse';
import { RemoteCare } from './remote/remote-care';
import { SatelliteBoxes } from './satellite-boxes';
import { WearWatch } from './wear-watch';

export interface PointCareOptions {
  readonly stateDir: string;
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly bus: MessageBus | undefined;
  readonly box: BoxWatch | undefined;
  readonly pulses: () => readonly Pulse[];
  /** Ends the program so that something starts it again; absent if nothing would. */
  readonly restart: (() => void) | undefined;
  /** Something is to be published that is no fact. */
  readonly refresh: () => void;
  readonly time: Time;
  readonly log: Log;
}

/** Health of all devices and boxes of a point, as facts, and what is done about it from afar. */
export class PointCare {
  readonly #watch: DeviceWatch;
  readonly #wear: WearWatch;
  readonly #counters: CounterSample;
  readonly #satellites: SatelliteBoxes | undefined;
  readonly #remote: RemoteCare;

  constructor(options: PointCareOptions) {
    const { hal, bus, box, restart = () => undefined } = options;
    const counters = new CounterSample(hal.devices, options.time);
    this.#counters = counters;
    this.#wear = wearOf(options, name => this.#watch.look(name));
    this.#watch = new DeviceWatch({
      ...options,
      devices: hal.devices.values(),
      warningsOf: this.#wear.warningsOf,
      onChange: name => counters.take(name),
    });
    const satellites = lentIn(options);
    this.#satellites =
      bus && satellites.size > 0
        ? new SatelliteBoxes({ ...options, satellites, bus, onReadings: options.refresh })
        : undefined;
    this.#remote = new RemoteCare({
      ...options,
      restart,
      restartSatellite: id => satellites.get(id)?.[0]?.restartFar?.('box'),
      print: device => printTestTicket(device, options),
      examine: () => examine(box, options.pulses()),
    });
  }

  /** What is published of health besides facts. */
  get detail(): Pick<Present, 'counters' | 'satelliteDetail'> {
    const satelliteDetail = this.#satellites?.detailOf;
    return { counters: this.#counters.of, ...(satelliteDetail && { satelliteDetail }) };
  }

  start(): void {
    this.#counters.start();
    this.#watch.start();
    this.#wear.start();
    this.#satellites?.start();
    this.#remote.start();
  }

  async stop(): Promise<void> {
    this.#counters.stop();
    this.#watch.stop();
    this.#satellites?.stop();
    await this.#wear.stop();
    await this.#remote.stop();
  }
}

function wearOf(
  { hal, site, stateDir, time, log }: PointCareOptions,
  onChange: (device: string) => void,
): WearWatch {
  const life = (name: string) => {
    const { life } = (site.now.devices[name] ?? {}) as { readonly life?: number };
    return life;
  };
  const kept = new KeptFile(join(stateDir, 'contact-wear.json'), error =>
    log.warn({ error: messageOf(error) }, 'what buttons have been through cannot be kept'),
  );
  return new WearWatch({ devices: hal.devices, life, kept, time, log, onChange });
}

function lentIn({ hal, site }: PointCareOptions): ReadonlyMap<string, readonly Device[]> {
  const lent = new Map<string, Device[]>();
  for (const [name, device] of hal.devices) {
    const entry = site.now.devices[name];
    if (!entry?.driver.startsWith('satellite-') || !('appliance' in entry)) continue;
    const id = String(entry.appliance);
    lent.set(id, [...(lent.get(id) ?? []), device]);
  }
  return lent;
}

/** The machine as it is now, and every part of the program asked for a proof. A part that stands still altogether is the watchdog's. */
async function examine(box: BoxWatch | undefined, pulses: readonly Pulse[]): Promise<DeviceStatus> {
  const faults = await Promise.all(pulses.map(pulse => pulse.prove()));
  const fault = faults.find(each => each !== undefined);
  if (fault !== undefined) return { health: 'failed', code: 'part-hung', detail: fault };
  return (await box?.examine()) ?? { health: 'unknown', code: 'device-not-started' };
}
