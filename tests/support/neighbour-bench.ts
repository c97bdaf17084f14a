import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { awake } from './steady-time';

/** Monday 2 March 2026, 09:00 in Helsinki. */
export const nine = Date.UTC(2026, 2, 2, 7);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const site = (neighbours: string) => `version: 1
site: point
appliance: hub
name: { fi: Palvelupiste }
languages: [fi]
organisations: [{ id: vero, name: { fi: Verohallinto } }, { id: kunta, name: { fi: Kunta } }]
services:
  - { id: tax, letter: V, organisation: vero, name: { fi: Verotus } }
  - { id: town, letter: K, organisation: kunta, name: { fi: Kunnan asiat } }
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [tax, town], lamp: lamp }]
kiosks: [{ id: lobby }]
places:
  - { id: desk, name: { fi: Palvelupöytä } }
  - { id: back, name: { fi: Takahuone } }
rings: [{ id: room, source: unit, members: [desk], lamps: [ring-lamp] }]
directory: [{ id: oulu, name: { fi: Oulu }, addresses: ['oulu@example.fi'] }]
devices:
  lamp: { driver: virtual-lamp }
  ring-lamp: { driver: virtual-lamp }
  unit: { driver: virtual-ring-source }
bookings: {}
feedback: { paper: true }
neighbours:
${neighbours}
http: { port: 0 }
`;

/** A box with neighbours on a real disk and real sockets, under a time that the test moves. */
export class NeighbourBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-neighbours-'));
  readonly time = new VirtualTime(nine);
  readonly log: string[] = [];
  #appliance: Appliance | undefined;
  #http = '';

  constructor() {
    mkdirSync(join(this.folder, 'assets'));
    this.write('key', 'a key that signs and is long enough');
    this.write('token', 'a-token-of-the-box-0123456789');
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  /** Starts the box, again if it has run before. @param neighbours the section of the site file, by two blanks */
  async start(neighbours: string): Promise<this> {
    this.write('site.yaml', site(neighbours));
    const line = (fields: object, message: string) => this.log.push(JSON.stringify({ ...fields, message }));
    this.#appliance = new Appliance({
      site: loadSite(join(this.folder, 'site.yaml')).site,
      stateDir: join(this.folder, 'state'),
      assetsDir: join(this.folder, 'assets'),
      time: this.time,
      log: { debug: line, info: line, warn: line, error: line },
      version: '1.2.3',
      random: () => 0.5,
    });
    this.#http = (await this.#appliance.start()).http;
    return this;
  }

  get appliance(): Appliance {
    assert.ok(this.#appliance);
    return this.#appliance as Appliance;
  }

  async do(name: string, args: object, by?: string): Promise<Readonly<Record<string, unknown>>> {
    const reply = await this.appliance.runtime.execute({
      name,
      args,
      channel: 'http',
      ...(by !== undefined && { by }),
    });
    return reply.ok ? reply.result : { refused: reply.code };
  }

  /** Somebody takes a number, is called, and is served for so many minutes. */
  async serve(service = 'tax', minutes = 5): Promise<void> {
    await this.do('take-ticket', { service });
    this.time.advance(2 * minute);
    await this.do('next', { counter: 'c1' });
    await this.do('arrived', { counter: 'c1' });
    this.time.advance(minutes * minute);
    await this.do('done', { counter: 'c1' });
  }

  /** A device says how it is. */
  async device(device: string, health: 'ok' | 'failed' | 'unknown', code?: string): Promise<void> {
    const args = { device, health, warnings: [], ...(code !== undefined && { code }) };
    await this.appliance.runtime.record({ name: 'device-reported', args });
  }

  /** What the machine under the program says of itself. */
  async box(health: 'ok' | 'failed' | 'unknown', code?: string): Promise<void> {
    const args = { health, warnings: [], ...(code !== undefined && { code }) };
    await this.appliance.runtime.record({ name: 'box-reported', args });
  }

  async get(path: string, token?: string): Promise<{ status: number; type: string; text: string }> {
    const headers = { connection: 'close', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const response = await fetch(this.#http + path, { headers });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  }

  healthOf(device: string) {
    return this.appliance.runtime.state.devices.get(device);
  }

  /** Lets time pass until something is true: in steps that leave an exchange that is under way its 15 s. */
  async until(what: string, isTrue: () => boolean, step = 1000): Promise<void> {
    const deadline = awake() + 8000;
    while (!isTrue()) {
      if (awake() > deadline) throw new Error(`not true: ${what}`);
      this.time.advance(step);
      await new Promise(resolve => setTimeout(resolve, 2));
    }
  }

  /** Lets time pass; an exchange that is under way would be given up by large steps, so wait for its end before. */
  async pass(duration: number, step = minute): Promise<void> {
    for (const end = this.time.now() + duration; this.time.now() < end; ) {
      this.time.advance(step);
      await new Promise(resolve => setTimeout(resolve, 1));
    }
  }

  async stop(): Promise<void> {
    const stopped = this.#appliance?.stop();
    this.#appliance = undefined;
    await stopped;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}
