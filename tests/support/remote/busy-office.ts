import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { ConfigurationDesk } from '../../../firmware/configuration/configuration-desk';
import { ConfiguredSite } from '../../../firmware/configuration/configured-site';
import { CommandDesk } from '../../../firmware/link/command-desk';
import type { ReplyMessage } from '../../../firmware/link/messages';
import { Runtime } from '../../../firmware/runtime';
import { snapshot } from '../../../firmware/servicepoint/snapshot';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { wednesday } from '../configured-box';

/** Two services, two counters, a ring: small, so that a hundred thousand attempts take seconds. */
export const busySite: Site = {
  version: 1,
  site: 'busy',
  appliance: 'hub',
  name: { fi: 'Vilkas' },
  timezone: 'Europe/Helsinki',
  languages: ['fi'],
  organisations: [{ id: 'town', name: { fi: 'Kaupunki' } }],
  services: [
    { id: 'tax', letter: 'V', organisation: 'town', name: { fi: 'Verotus' } },
    { id: 'benefits', letter: 'K', organisation: 'town', name: { fi: 'Etuudet' } },
  ],
  counters: [
    { id: 'c1', name: { fi: 'Tiski 1' }, services: ['tax', 'benefits'] },
    { id: 'c2', name: { fi: 'Tiski 2' }, services: ['benefits'] },
  ],
  kiosks: [{ id: 'lobby', buttons: [] }],
  places: [{ id: 'desk', name: { fi: 'Työpiste' }, lamp: 'lamp' }],
  rings: [{ id: 'help', counters: ['c1', 'c2'], members: ['desk'], lamps: [], sounders: [] }],
  devices: { lamp: { driver: 'virtual-lamp' } },
  http: { host: '127.0.0.1', port: 0 },
};

/** What was carried out before: the office is in the middle of its day, and each of these ids is taken. */
const past: readonly (readonly [name: string, args: object, by: string])[] = [
  ...Array.from({ length: 8 }, () => ['take-ticket', { service: 'tax' }, 'customer'] as const),
  ...Array.from({ length: 4 }, () => ['take-ticket', { service: 'benefits' }, 'customer'] as const),
  ['next', { counter: 'c1' }, 'counter/c1'],
  ['arrived', { counter: 'c1' }, 'counter/c1'],
  ['done', { counter: 'c1' }, 'counter/c1'],
  ['next', { counter: 'c1' }, 'counter/c1'],
  ['cancel', { ticket: 'V105' }, 'advisor'],
  ['help', { counter: 'c2' }, 'counter/c2'],
];

export const pastIds: readonly string[] = past.map((_, n) => `past-${n}`);

/** An office in the middle of its day, whose time stands still: whatever changes, an asker has changed. */
export class BusyOffice {
  readonly #time = new VirtualTime(wednesday);
  readonly runtime = new Runtime({
    journalFile: ':memory:',
    rules: rulesOf(busySite),
    time: this.#time,
    log: silent,
    version: '1.2.3',
    makeEpoch: () => 'epoch-1',
  });
  readonly replies: ReplyMessage[] = [];
  readonly desk = new CommandDesk({
    runtime: this.runtime,
    time: this.#time,
    log: silent,
    reply: (message, sent) => {
      this.replies.push(message);
      sent();
    },
  });
  readonly site: ConfiguredSite;
  readonly configuration: ConfigurationDesk;

  /** @param file nothing is written to it as long as no configuration is taken */
  constructor(file: string) {
    const { runtime } = this;
    this.site = new ConfiguredSite({ site: busySite, runtime, file, log: silent });
    this.configuration = new ConfigurationDesk({ site: this.site, runtime, time: this.#time, log: silent });
  }

  async start(): Promise<this> {
    await this.site.load();
    await this.runtime.start();
    await this.site.start();
    for (const [n, [name, args, by]] of past.entries()) {
      const reply = await this.send(name, JSON.stringify({ id: pastIds[n], by, args }));
      if (!reply?.ok) throw new Error(`${name}: ${reply?.message}`);
    }
    return this;
  }

  async stop(): Promise<void> {
    this.desk.stop();
    await this.configuration.stop();
    this.site.stop();
    this.runtime.stop();
  }

  /** As a command arrives from the broker. Resolves once it is acknowledged, with the reply if there was one. */
  async send(name: string, payload: string | Buffer, stale = false): Promise<ReplyMessage | undefined> {
    this.replies.length = 0;
    await new Promise<void>(acknowledge => {
      this.desk.take({ name, payload: Buffer.from(payload), stale, acknowledge });
    });
    if (this.replies.length > 1) throw new Error(`${this.replies.length} replies`);
    return this.replies[0];
  }

  /** Everything that is true now, but for the count of facts and what was refused. */
  get truth(): string {
    const { facts: _, configuration, ...state } = JSON.parse(snapshot(this.runtime.state));
    return JSON.stringify({ ...state, configuration: { ...configuration, refused: undefined } });
  }
}
