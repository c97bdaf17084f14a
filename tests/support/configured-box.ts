import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from '../../firmware/config/load-site';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Site } from '../../firmware/config/site';
import { ConfigurationDesk } from '../../firmware/configuration/configuration-desk';
import { ConfiguredSite } from '../../firmware/configuration/configured-site';
import { Runtime } from '../../firmware/runtime';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from './steady-time';

/** A Wednesday at noon in Finland, on which no office is closed. */
export const wednesday = Date.UTC(2025, 2, 5, 10);

/** Begins on that Wednesday. */
export class OfficeTime extends SteadyTime {
  readonly #begun = this.monotonic();

  override now(): number {
    return wednesday + Math.round(this.monotonic() - this.#begun);
  }
}

export const wholeSite = loadSite(join(__dirname, '../property/servicepoint/whole-site.yaml')).site;

/** Runtime and configuration on one disk, without anything else of an appliance; it can be stopped and started again. */
export class ConfiguredBox {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-configured-'));
  readonly time = new OfficeTime();
  readonly file = join(this.folder, 'configuration.json');
  runtime!: Runtime;
  site!: ConfiguredSite;
  desk!: ConfigurationDesk;

  async start(site: Site = wholeSite): Promise<this> {
    const { time } = this;
    this.runtime = new Runtime({
      journalFile: join(this.folder, 'journal.db'),
      rules: rulesOf(site),
      time,
      log: silent,
      version: '1.2.3',
      makeEpoch: () => 'epoch-1',
    });
    const { runtime } = this;
    this.site = new ConfiguredSite({ site, runtime, file: this.file, log: silent });
    this.desk = new ConfigurationDesk({ site: this.site, runtime, time, log: silent });
    await this.site.load();
    await runtime.start();
    await this.site.start();
    return this;
  }

  async stop(): Promise<void> {
    await this.desk.stop();
    this.site.stop();
    this.runtime.stop();
  }

  async restart(site?: Site, meanwhile: () => void = () => undefined): Promise<void> {
    await this.stop();
    meanwhile();
    await this.start(site);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** As it arrives from the broker. */
  async desire(message: unknown): Promise<ConfigurationDesk['reported']> {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    await this.desk.take(Buffer.from(text));
    return this.desk.reported;
  }

  configure(revision: string, settings: object, base?: string): Promise<ConfigurationDesk['reported']> {
    return this.desire({ version: 1, revision, ...(base !== undefined && { base }), settings });
  }

  async command(name: string, args: object, by = 'technician'): Promise<string> {
    const reply = await this.runtime.execute({ name, args, channel: 'mqtt', by });
    return reply.ok ? 'ok' : reply.code;
  }

  /** Whether a customer gets a number of this service now, or the code of the refusal. */
  take(service: string): Promise<string> {
    return this.command('take-ticket', { service }, 'customer');
  }

  /** What the journal says of the configuration. */
  get trail(): string[] {
    return [...this.runtime.journal.replay(0)].flatMap(({ event }) => {
      if (event.type === 'appliance.configured')
        return [`${event.data.cause} ${event.data.configuration?.revision ?? 'site-file'}`];
      if (event.type === 'appliance.configuration-refused')
        return [`refused ${event.data.revision ?? '?'} ${event.data.code}`];
      return event.type === 'appliance.configuration-unfit' ? [`unfit ${event.data.revision}`] : [];
    });
  }
}
