import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { silent } from '../../hal/platform/log';
import type { RingSource } from '../../hal/ring-source';
import { pause, SteadyTime } from './steady-time';
import { watchedBroker } from './watched-wire';

const secret = 'correct-horse-battery';

/** The shortest times that a site file may say, ms. */
export const heartbeat = 1000;
export const longestRing = 1000;

/** An appliance with one reported ring source, and another program that reports to it by MQTT and by HTTP. */
export class RingReportBench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-ring-'));
  readonly #time = new SteadyTime();
  readonly #broker = watchedBroker({ time: this.#time });
  readonly told: string[] = [];
  #appliance: Appliance | undefined;
  #client: MqttClient | undefined;
  http = '';

  async open(): Promise<void> {
    await this.#broker.start();
    this.#client = await mqtt.connectAsync(this.#broker.url);
    writeFileSync(join(this.#folder, 'secret'), secret);
    const file = join(this.#folder, 'site.yaml');
    writeFileSync(file, siteText(this.#broker.url, join(this.#folder, 'secret')));
    this.#appliance = new Appliance({
      site: loadSite(file).site,
      stateDir: this.#folder,
      assetsDir: this.#folder,
      time: this.#time,
      log: silent,
      version: '1.2.3',
      random: Math.random,
    });
    this.device.events.on('ringing', ({ call }) => this.told.push(`ringing ${call}`));
    this.device.events.on('over', ({ call, end }) => this.told.push(`over ${call} ${end}`));
    ({ http: this.http } = await this.#appliance.start());
    // The link to the broker is made after the start.
    while (this.device.status.health !== 'ok') {
      await this.say({ state: 'alive' });
      await pause(20);
    }
  }

  async close(): Promise<void> {
    await this.#client?.endAsync();
    await this.#appliance?.stop();
    await this.#broker.stop();
    rmSync(this.#folder, { recursive: true });
  }

  get device(): RingSource {
    const device = this.#appliance?.hal.find('ring-source', 'door');
    if (!device) throw new Error('not open');
    return device;
  }

  /** Reports over MQTT; text goes as it is. */
  async say(report: object | string): Promise<void> {
    const payload = typeof report === 'string' ? report : JSON.stringify(report);
    await this.#client?.publishAsync('tiski/1/lieksa/hub/ring/door', payload, { qos: 1 });
  }

  /** Reports by HTTP. @returns the status of the answer */
  async post(report: object | string): Promise<number> {
    const body = typeof report === 'string' ? report : JSON.stringify(report);
    return (await fetch(`${this.http}/api/ring/door`, { method: 'POST', headers: this.headers, body }))
      .status;
  }

  get headers(): Record<string, string> {
    return { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  }
}

const siteText = (url: string, secretFile: string) => `
version: 1
site: lieksa
appliance: hub
name: { fi: Lieksa }
languages: [fi]
organisations: [{ id: kela, name: { fi: Kela } }]
services: [{ id: kela, letter: K, organisation: kela, name: { fi: Kela } }]
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [kela] }]
kiosks: [{ id: lobby }]
rings: [{ id: front-door, source: door, lamps: [door-lamp] }]
devices:
  door: { driver: reported-ring, heartbeat: ${heartbeat}, longestRing: ${longestRing}, secretFile: ${secretFile} }
  door-lamp: { driver: virtual-lamp }
http: { port: 0 }
mqtt: { url: "${url}" }
`;
