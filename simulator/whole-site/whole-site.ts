import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Appliance } from '../../firmware/appliance';
import type { Site } from '../../firmware/config/site';
import type { Runtime } from '../../firmware/runtime';
import type { ServiceEvent } from '../../firmware/servicepoint/events';
import type { Device } from '../../hal/device';
import { silent } from '../../hal/platform/log';
import { EmbeddedBroker } from '../broker/embedded-broker';
import { Peers } from '../peers/peers';
import { withVirtualDevices } from '../peers/virtual-devices';
import { officeOf } from '../people/office';
import type { Random } from '../random';
import type { Scenario } from '../scenarios/scenario';
import type { Settle, VirtualTime } from '../time/virtual-time';
import { Centre, type Heard } from './centre';
import { untilQuiet } from './settled';
import { type Course, Troubles } from './troubles';
import { WarmMachine } from './warm-machine';
import { WayOut } from './way-out';

export interface WholeSiteOptions {
  readonly scenario: Scenario;
  readonly site: Site;
  readonly time: VirtualTime;
  readonly random: Random;
  /** Told of every committed event, in order, those of the start among them. */
  readonly see: (event: ServiceEvent) => void;
}

/** The centre asks each box how it is, ms. */
const askEvery = 1_200_000;

/** What a run of a whole site was like from outside. */
export interface FromOutside {
  /** What the centre heard, by nothing but the broker. */
  readonly heard: readonly Heard[];
  /** When the box asked for connections, wall time, ms; how many of them by the proxy. */
  readonly attempts: readonly number[];
  readonly byProxy: number;
  /** What went wrong when. */
  readonly courses: readonly Course[];
  readonly devices: ReadonlyMap<string, Device>;
}

/**
 * The appliance as it ships in virtual time, with simulated printers and video units, a broker and the network before it on real sockets of this
 * machine. What is on boards and GPIO lines is virtual: an emulated processor would make a day last hours.
 */
export class WholeSite {
  readonly #options: WholeSiteOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-whole-'));
  readonly #machine = new WarmMachine();
  readonly #peers: Peers;
  readonly #broker: EmbeddedBroker;
  #appliance: Appliance | undefined;
  #centre: Centre | undefined;
  #wayOut: WayOut | undefined;
  #troubles: Troubles | undefined;
  readonly settle: Settle;

  constructor(options: WholeSiteOptions) {
    const { time } = options;
    this.#options = options;
    this.#peers = new Peers({ time, log: silent, virtual: false, printers: true });
    this.#broker = new EmbeddedBroker({ port: 0, time });
    this.settle = untilQuiet(() => (this.#appliance?.runtime.journal.waiting ?? 0) > 0);
  }

  get runtime(): Runtime {
    if (!this.#appliance) throw new Error('the site has not started');
    return this.#appliance.runtime;
  }

  get fromOutside(): FromOutside {
    return {
      heard: this.#centre?.heard ?? [],
      attempts: this.#wayOut?.attempts ?? [],
      byProxy: this.#wayOut?.byProxy ?? 0,
      courses: this.#troubles?.courses ?? [],
      devices: this.#appliance?.hal.devices ?? new Map(),
    };
  }

  async start(): Promise<void> {
    const { site, scenario, time, random, see } = this.#options;
    await this.#broker.start();
    const wayOut = new WayOut({ time, broker: Number(new URL(this.#broker.url).port) });
    this.#wayOut = wayOut;
    await wayOut.start();
    this.#centre = new Centre(this.#broker.url, time);
    await this.#centre.start();
    const isProxied = scenario.network?.some(({ what }) => what === 'proxy-only');
    const met = await this.#peers.meet(withVirtualDevices(site, (_, { driver }) => !isWired(driver)));
    this.#appliance = new Appliance({
      site: {
        ...met,
        http: { ...met.http, host: '127.0.0.1', port: 0 },
        mqtt: {
          // By the proxy only: the name that it is asked for leads nowhere without it.
          url: isProxied ? 'mqtt://broker.invalid:1883' : `mqtt://127.0.0.1:${wayOut.port}`,
          ...(isProxied && { proxy: { url: wayOut.proxyUrl } }),
        },
      },
      stateDir: this.#folder,
      assetsDir: this.#folder,
      time,
      log: silent,
      version: 'simulation',
      random: () => random.unit(),
      machine: this.#machine,
    });
    officeOf(this.#appliance.runtime).watch(see);
    await this.#appliance.start();
    this.#troubles = new Troubles({
      scenario,
      timezone: site.timezone,
      time,
      wayOut,
      machine: this.#machine,
      peers: this.#peers,
    });
    this.#troubles.start();
    time.every(askEvery, 'centre asks', () => this.#ask());
  }

  /** The centre asks the box how it is, by the broker. */
  #ask(): void {
    const { site } = this.#options;
    this.#centre?.ask(`tiski/1/${site.site}/${site.appliance}`);
  }

  async stop(): Promise<void> {
    this.#troubles?.stop();
    if (this.#appliance) await this.#options.time.runUntil(this.#appliance.stop(), this.settle);
    await this.#centre?.stop();
    await this.#wayOut?.stop();
    await this.#broker.stop();
    await this.#peers.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Those whose other side is a socket of this machine. */
function isWired(driver: string): boolean {
  return driver.startsWith('escpos-') || driver === 'xapi-ring';
}
