import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Site } from '../../firmware/config/site';
import { Link, type LinkStatus } from '../../firmware/link/link';
import type { LinkOptions } from '../../firmware/link/link-options';
import { Runtime } from '../../firmware/runtime';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from '../support/steady-time';
import { inTime } from './link-listener';

/** A site with one service, one counter, one printer, and a broker at `url`. */
export function siteAt(url: string): Site {
  return {
    version: 1,
    site: 'lieksa',
    appliance: 'hub',
    name: { fi: 'Lieksa' },
    timezone: 'Europe/Helsinki',
    languages: ['fi'],
    organisations: [{ id: 'kela', name: { fi: 'Kela' } }],
    services: [{ id: 'kela', letter: 'K', organisation: 'kela', name: { fi: 'Kela' } }],
    counters: [{ id: 'c1', name: { fi: 'Tiski 1' }, services: ['kela'] }],
    kiosks: [{ id: 'lobby', buttons: [] }],
    rings: [],
    devices: { printer: { driver: 'virtual' } },
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { url },
  };
}

/** A runtime on disk with a link to a broker, without anything else of an appliance. */
export class LinkedOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-link-'));
  readonly #options: Partial<LinkOptions>;
  readonly #url: string;
  runtime: Runtime;
  link: Link;

  constructor(url: string, options: Partial<LinkOptions> = {}) {
    this.#url = url;
    this.#options = options;
    this.runtime = this.#openRuntime();
    this.link = this.#makeLink();
  }

  async start(): Promise<this> {
    await this.runtime.start();
    this.link.start(new AbortController().signal);
    return this;
  }

  /** The program ends and begins again on the same journal. */
  async restart(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
    await this.link.stop();
    this.runtime.stop();
    await meanwhile();
    this.runtime = this.#openRuntime();
    this.link = this.#makeLink();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.link.stop();
    this.runtime.stop();
    rmSync(this.folder, { recursive: true });
  }

  async takeMany(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.take()));
  }

  async take(): Promise<string> {
    const reply = await this.runtime.execute({
      name: 'take-ticket',
      args: { service: 'kela' },
      channel: 'page',
    });
    if (!reply.ok) throw new Error(reply.message);
    return String(reply.result.ticket);
  }

  /** Resolves once the link is in that state. */
  async is(state: LinkStatus['state']): Promise<void> {
    if (this.link.status.state === state) return;
    const reached = new Promise<void>(resolve => {
      const look = (status: LinkStatus) => {
        if (status.state !== state) return;
        this.link.events.off('status', look);
        resolve();
      };
      this.link.events.on('status', look);
    });
    await inTime(state, reached);
  }

  #openRuntime(): Runtime {
    return new Runtime({
      journalFile: join(this.folder, 'journal.db'),
      rules: rulesOf(siteAt(this.#url)),
      time: new SteadyTime(),
      log: silent,
      version: '1.2.3',
      makeEpoch: () => 'epoch-1',
    });
  }

  #makeLink(): Link {
    return new Link({
      runtime: this.runtime,
      site: siteAt(this.#url),
      version: '1.2.3',
      time: new SteadyTime(),
      log: silent,
      random: Math.random,
      ...this.#options,
    });
  }
}
