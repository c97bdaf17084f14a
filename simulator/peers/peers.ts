import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Site, SiteDevice } from '../../firmware/config/site';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { loadDriver } from '../../hal/registry';
import { hasStandardFirmata, standardFirmata } from '../board';
import { SimulatedPrinter } from '../printer';
import { BoardPeer } from './board-peer';
import { CodecPeer } from './codec-peer';
import { withVirtualDevices } from './virtual-devices';

export interface PeersOptions {
  readonly time: Time;
  /** Of the paper: printers that keep up with people who hurry. `time`, if left out. */
  readonly paperTime?: Time;
  readonly log: Log;
  /** Every driver that can be is swapped for a virtual one; else only those whose wire this machine cannot have. */
  readonly virtual: boolean;
  /** Whether ticket printers get a simulated printer; else theirs is somewhere else. */
  readonly printers: boolean;
}

/** Known to nobody else: the units listen on 127.0.0.1 for one run. */
const unit = { username: 'tiski', password: 'simulated' };

/** What stands on the other side of the wires of a site: printers on TCP, boards on pseudo-terminals, video units on WebSocket. */
export class Peers {
  readonly printers = new Map<string, SimulatedPrinter>();
  readonly boards: BoardPeer[] = [];
  readonly codecs = new Map<string, CodecPeer>();
  readonly #options: PeersOptions;
  #folder: string | undefined;

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  /** Listens wherever a site's wires are to end. @returns the site with the addresses of the peers in place of its own */
  async meet(site: Site): Promise<Site> {
    const { virtual, printers } = this.#options;
    const hasBoards = virtual ? false : await this.#canEmulate(site);
    const isVirtual = (_: string, { driver }: SiteDevice) => virtual || (isOnBoard(driver) && !hasBoards);
    const met = withVirtualDevices(site, isVirtual);
    const devices = { ...met.devices };
    for (const [name, entry] of Object.entries(met.devices)) {
      const { kind } = loadDriver(entry.driver);
      if (kind === 'ticket-printer' && printers) devices[name] = await this.#printer(name, entry);
      else if (entry.driver === 'xapi-ring') devices[name] = await this.#codec(name);
    }
    Object.assign(devices, this.#wireBoards(devices));
    return { ...met, devices };
  }

  /** Nobody waits for their programs, which begin within seconds. A board that is not to be had is told and left out. */
  async plugInBoards(): Promise<void> {
    for (const board of this.boards) {
      try {
        await board.start();
      } catch (error) {
        const { log } = this.#options;
        log.warn({ board: board.name, error: messageOf(error) }, 'simulated board not started');
      }
    }
  }

  async stop(): Promise<void> {
    for (const board of this.boards) await board.stop();
    for (const peer of [...this.codecs.values(), ...this.printers.values()]) await peer.stop();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Without the program of the boards, they are virtual this time; it is fetched for the next. */
  async #canEmulate(site: Site): Promise<boolean> {
    if (!Object.values(site.devices).some(({ driver }) => isOnBoard(driver))) return false;
    if (process.platform === 'linux' && (await hasStandardFirmata())) return true;
    const { log } = this.#options;
    log.warn(
      {},
      'the devices on USB boards are virtual in this run: the program of the boards is not here yet',
    );
    standardFirmata().catch(error =>
      log.warn({ error: messageOf(error) }, 'program of the boards not fetched'),
    );
    return false;
  }

  async #printer(name: string, entry: SiteDevice): Promise<SiteDevice> {
    const { profile, paper, roll, ticketsLeft } = entry as Readonly<Record<string, unknown>>;
    const { time, paperTime = time } = this.#options;
    const printer = new SimulatedPrinter({ time: paperTime, dots: paper === 58 ? 384 : 576 });
    await printer.start();
    this.printers.set(name, printer);
    const wire = { driver: 'escpos-tcp', host: '127.0.0.1', port: printer.port };
    return { ...wire, profile, paper, roll, ticketsLeft } as SiteDevice;
  }

  async #codec(name: string): Promise<SiteDevice> {
    const codec = new CodecPeer({ time: this.#options.time, ...unit });
    await codec.start();
    this.codecs.set(name, codec);
    const passwordFile = join(this.#place(), `password-${name}`);
    writeFileSync(passwordFile, unit.password, { mode: 0o600 });
    return {
      driver: 'xapi-ring',
      url: codec.url,
      username: unit.username,
      passwordFile,
      verify: true,
    } as SiteDevice;
  }

  /** A board for each port that is named; every device finds its own behind a link of its name. */
  #wireBoards(devices: Site['devices']): Site['devices'] {
    const ports = new Map<string, Map<string, SiteDevice>>();
    for (const [name, entry] of Object.entries(devices)) {
      if (!isOnBoard(entry.driver) || !('port' in entry)) continue;
      const port = String(entry.port);
      ports.set(port, (ports.get(port) ?? new Map()).set(name, entry));
    }
    const wired: Site['devices'] = {};
    for (const [port, onIt] of ports) {
      const name = basename(port);
      const link = join(this.#place(), `board-${this.boards.length + 1}`);
      this.boards.push(new BoardPeer(name, { link, time: this.#options.time, devices: onIt }));
      for (const [device, entry] of onIt) wired[device] = { ...entry, port: link } as SiteDevice;
    }
    return wired;
  }

  #place(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'tiski-peers-'));
    return this.#folder;
  }
}

function isOnBoard(driver: string): boolean {
  return driver.startsWith('firmata-');
}
