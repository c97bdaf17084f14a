import type { Device } from '../../hal/device';
import { Hal } from '../../hal/hal';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { SatelliteSite } from '../config/satellite-site';
import type { BoxMonitorLimits } from '../health/box/box-monitor';
import type { Machine } from '../health/box/machine';
import type { Pulse } from '../health/pulse';
import { halPulse, linkPulse, loopPulse } from '../health/pulses';
import { credentialsOf } from '../link/credentials';
import { SiteBus } from '../link/site-bus';
import { clientIdOf } from '../link/topics';
import { lockFile, satelliteLockIn } from '../state-lock';
import { SatelliteUpdates } from '../update/satellite-updates';
import { BoxReporter } from './box-reporter';
import { DeviceReporter } from './device-reporter';
import { HubLink } from './hub-link';
import { lendersOf } from './lenders';
import type { Part } from './part';
import { Restarter } from './restarter';

export interface SatelliteOptions {
  readonly site: SatelliteSite;
  /** Folder that survives restarts. */
  readonly stateDir: string;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  /** The machine whose health is told to the hub; unknown, if left out. */
  readonly machine?: Machine;
  /** How often it is looked at the machine and what is told of it; those of every day, if left out. */
  readonly boxLimits?: BoxMonitorLimits;
  /** Ends the program so that something starts it again; without it the hub asks for a restart in vain. */
  readonly onRestart?: () => void;
  /** Folder of the updater (`tiski update`); nothing is known of updates without it. */
  readonly updaterDir?: string;
  /** Uniform in [0, 1); for back-off and identifiers. */
  readonly random: () => number;
}

/** An appliance that only lends its devices to the hub of its site. It knows no queue, keeps no journal and serves no pages. */
export class Satellite {
  readonly hal: Hal;
  readonly link: HubLink;
  readonly #log: Log;
  readonly #bus: SiteBus;
  readonly #parts: readonly Part[];
  readonly #updates: SatelliteUpdates;
  readonly #stopSignal = new AbortController();
  readonly #stateDir: string;
  #unlock = () => {};

  /** @throws TiskiError of the drivers */
  constructor({
    site,
    stateDir,
    time,
    log,
    version,
    random,
    machine,
    boxLimits,
    onRestart,
    updaterDir,
  }: SatelliteOptions) {
    const { appliance, hub, mqtt } = site;
    this.#log = log;
    this.#stateDir = stateDir;
    this.hal = new Hal(site.devices, { time, log, stateDir });
    this.#bus = new SiteBus({
      url: mqtt.url,
      site: site.site,
      appliance,
      clientId: clientIdOf(site.site, appliance),
      credentials: () => credentialsOf(mqtt),
      status: {
        topic: `${appliance}/status`,
        message: state => JSON.stringify({ state, since: new Date(time.now()).toISOString(), version }),
      },
      time,
      log,
      random,
    });
    this.link = new HubLink({ hub, bus: this.#bus, time, log });
    this.#updates = new SatelliteUpdates({
      site: site.site,
      hub,
      bus: this.#bus,
      link: this.link,
      hal: this.hal,
      stateDir,
      ...(updaterDir !== undefined && { updaterDir }),
      version,
      time,
      log,
    });
    const devices: Device[] = [...this.hal.devices.values()];
    this.#parts = [
      ...lendersOf(site, this.hal, this.link, time),
      ...devices.map(device => new DeviceReporter(device, this.link, time)),
      new Restarter({ hal: this.hal, link: this.link, restart: onRestart, log }),
      ...(machine
        ? [
            new BoxReporter({
              machine,
              stateDir,
              certificate: mqtt.certificate,
              ...(boxLimits && { limits: boxLimits }),
              bus: this.#bus,
              link: this.link,
              version,
              time,
              log,
            }),
          ]
        : []),
    ];
  }

  /** The parts that must go on for the box to be of use. */
  get pulses(): readonly Pulse[] {
    return [loopPulse(this.#stateDir), halPulse(this.hal), linkPulse('site bus', this.#bus)];
  }

  /** Lends from now on, as soon as hub and broker are there; nobody has to wait for that. @throws TiskiError `state-dir-locked` */
  start(): void {
    this.#unlock = lockFile(satelliteLockIn(this.#stateDir), { make: true });
    const { signal } = this.#stopSignal;
    for (const part of this.#parts) part.start();
    this.hal
      .start(signal)
      .catch(error => this.#log.error({ error: messageOf(error) }, 'devices not started'));
    this.link.start();
    this.#updates.start();
    this.#bus.start(signal);
  }

  async stop(): Promise<void> {
    for (const part of this.#parts) part.stop();
    this.link.stop();
    await this.#updates.stop();
    await this.#bus.stop();
    this.#stopSignal.abort();
    await this.hal.stop();
    this.#unlock();
  }
}
