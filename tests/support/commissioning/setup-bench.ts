import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VirtualButton } from '../../../hal/drivers/virtual/button';
import { silent } from '../../../hal/platform/log';
import type { Timer } from '../../../hal/platform/time';
import type { CheckSite } from '../../../provisioning/commissioning/course';
import { Setup, type SetupOptions } from '../../../provisioning/commissioning/setup';
import type { SetupDisk } from '../../../provisioning/commissioning/setup-disk';
import { setUpBox, successionOf, type TellQueue } from '../../../provisioning/commissioning/succession';
import { SimulatedPrinter } from '../../../simulator/printer';
import { RegionBench, SetTime } from '../region-bench';
import { awake } from '../steady-time';
import { watchedBroker } from '../watched-wire';
import { RegionPath } from './region-path';
import { TornNetwork } from './torn-network';

/** Lets a quarter of an hour pass without a technician. */
class BenchTime extends SetTime {
  #deadMan = () => {};

  override after(delay: number, name: string, run: () => void): Timer {
    if (name === 'dead man') this.#deadMan = run;
    return super.after(delay, name, run);
  }

  nobodyIsThere(): void {
    this.#deadMan();
  }
}

export interface SetupBenchOptions {
  /** Of the bundled page; a folder without it, if left out. */
  readonly assetsDir?: string;
  readonly checkSite?: CheckSite;
  readonly tellQueue?: TellQueue;
  readonly disk?: SetupDisk;
  /** Milliseconds for which the printer cuts, and millimetres that it prints in a second: quick, if left out. */
  readonly printer?: { readonly speed: number; readonly cutTime: number };
}

/** A factory-fresh box with a region, a broker and a ticket printer at its wires, and buttons that a test presses. */
export class SetupBench {
  readonly region = new RegionBench();
  readonly time = new BenchTime();
  readonly network = new TornNetwork();
  readonly path = new RegionPath(() => Number(this.region.url.port));
  readonly printer: SimulatedPrinter;
  readonly broker = watchedBroker({ time: this.time });
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-setup-box-'));
  finished = 0;
  setup!: Setup;
  url = '';
  /** Those that were made. */
  readonly claims: string[] = [];
  /** Where the site file says that the broker is; the real one, if left out. */
  brokerUrl: string | undefined;
  readonly #options: SetupBenchOptions;

  constructor(options: SetupBenchOptions = {}) {
    this.#options = options;
    this.printer = new SimulatedPrinter({
      time: this.time,
      ...(options.printer ?? { speed: 4000, cutTime: 5 }),
    });
    mkdirSync(join(this.folder, 'state'));
  }

  get state(): string {
    return join(this.folder, 'state');
  }

  async start(): Promise<this> {
    await this.region.start();
    await this.path.open();
    await this.printer.start();
    await this.broker.start();
    await this.powerOn();
    return this;
  }

  async stop(): Promise<void> {
    await this.setup.stop();
    await this.broker.stop();
    await this.printer.stop();
    await this.path.shut();
    await this.region.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** The box starts from what is on its disk. */
  async powerOn(): Promise<void> {
    this.setup = this.#newSetup(this.state);
    const { url } = await this.setup.start();
    this.url = url ?? '';
  }

  /** A second box, which is told to use the port of the first if nothing else is said. */
  another(listen?: SetupOptions['listen']): Setup {
    return this.#newSetup(join(this.folder, 'another'), listen);
  }

  #newSetup(
    folder: string,
    listen = { host: '127.0.0.1', port: this.url === '' ? 0 : Number(new URL(this.url).port) },
  ): Setup {
    const {
      assetsDir = this.folder,
      checkSite = async () => [],
      tellQueue = async () => undefined,
      disk,
    } = this.#options;
    return new Setup({
      folder,
      ...(disk && { disk }),
      listen,
      assetsDir,
      network: this.network,
      time: this.time,
      log: silent,
      version: '1.2.3',
      checkSite,
      succession: successionOf(setUpBox(folder, this.time), tellQueue),
      regionUrl: this.path.url,
      printer: `tcp://127.0.0.1:${this.printer.port}`,
      onFinished: () => {
        this.finished += 1;
      },
    });
  }

  /** Power goes and comes back: what was on the disk at that instant is all that is left. */
  async pullPower(): Promise<void> {
    const left = join(this.folder, 'left');
    cpSync(this.state, left, { recursive: true });
    await this.setup.stop();
    rmSync(this.state, { recursive: true });
    renameSync(left, this.state);
    await this.powerOn();
  }

  /** What the region keeps for the box. */
  siteText(box = 'hub'): string {
    return `# Made by the region.
version: 1
site: library
appliance: ${box}
name: { fi: Kirjaston palvelupiste, sv: Bibliotekets servicepunkt, en: Library service point }
timezone: Europe/Helsinki
languages: [fi, sv, en]
organisations:
  - id: town
    name: { fi: Lapinjärven kunta, sv: Lappträsk kommun, en: Municipality of Lapinjärvi }
services:
  - id: advisor
    letter: A
    organisation: town
    name: { fi: Palveluneuvoja, sv: Servicerådgivare, en: Service advisor }
counters:
  - id: counter-1
    name: { fi: Tiski 1, sv: Disk 1, en: Counter 1 }
    services: [advisor]
    next: button-a
    recall: button-b
    lamp: lamp-1
kiosks:
  - id: lobby
    printer: lobby-printer
    sounder: buzzer
    buttons:
      - { device: button-c, service: advisor }
devices:
  lobby-printer: { driver: escpos-tcp, host: 127.0.0.1, port: ${this.printer.port}, profile: epson }
  button-a: { driver: virtual-button }
  button-b: { driver: virtual-button }
  button-c: { driver: virtual-button }
  lamp-1: { driver: virtual-lamp }
  buzzer: { driver: virtual-sounder }
mqtt:
  url: ${this.brokerUrl ?? this.broker.url}
`;
  }

  keepSite(box = 'hub'): void {
    this.region.office.keepSiteFile('library', box, this.siteText(box));
  }

  /** Text of a claim for a box of the library. */
  claim(box = 'hub', life = 3_600_000): string {
    const text = this.region.office.makeClaim({ site: 'library', box, confirm: false, life });
    this.claims.push(text);
    return text;
  }

  /** What the region gives to who calls and says that the last one was no good. */
  freshClaim(): string {
    if (this.region.office.boxes().some(({ state }) => state === 'in service')) this.revoke();
    return this.claim();
  }

  revoke(): void {
    this.region.office.revoke('library.hub', 'out-of-service');
  }

  press(button: string): void {
    const device = this.setup.course?.bench?.hal.devices.get(button);
    if (device?.kind !== 'button') throw new Error(`no button ${button}`);
    (device as VirtualButton).press();
  }

  /** Papers that have come out whole. */
  get papers(): string[] {
    return this.printer.tickets.filter(({ complete }) => complete).map(({ text }) => text.join('\n'));
  }

  async paper(text: RegExp): Promise<string> {
    let found: string | undefined;
    await this.until(`paper with ${text}`, () => {
      found = this.papers.find(each => text.test(each));
      return found !== undefined;
    });
    return found ?? '';
  }

  async until(what: string, isTrue: () => boolean, within = 20_000): Promise<void> {
    const deadline = awake() + within;
    while (!isTrue()) {
      if (awake() > deadline) throw new Error(`not within ${within} ms: ${what}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }
}
