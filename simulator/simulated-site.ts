import { join } from 'node:path';
import { Appliance } from '../firmware/appliance';
import { loadSite } from '../firmware/config/load-site';
import { withOverrides } from '../firmware/config/overrides';
import { rulesOf } from '../firmware/config/rules-of-site';
import type { Site } from '../firmware/config/site';
import { TiskiError } from '../hal/platform/error';
import type { Log } from '../hal/platform/log';
import type { Time } from '../hal/platform/time';
import { loadDriver } from '../hal/registry';
import { EmbeddedBroker } from './broker/embedded-broker';
import { officeOf } from './people/office';
import { People } from './people/people';
import { SimulatedPrinter } from './printer';
import { Random } from './random';
import { anySite } from './scenarios/any-site';
import { scenarios } from './scenarios/scenarios';
import type { SiteSettings } from './site-settings';

export interface SimulatedSiteOptions {
  readonly settings: SiteSettings;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly random: () => number;
}

/**
 * A whole service point on one machine: the appliance as it ships, and on the other side of its wires a printer, a broker and people.
 */
export class SimulatedSite {
  readonly #options: SimulatedSiteOptions;
  #stops: (() => Promise<void>)[] = [];

  constructor(options: SimulatedSiteOptions) {
    this.#options = options;
  }

  /** @throws TiskiError when a part cannot start; then all of it is stopped again */
  async start(): Promise<{ readonly http: string; readonly mqtt: string | null }> {
    try {
      return await this.#startParts();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async #startParts(): Promise<{ readonly http: string; readonly mqtt: string | null }> {
    const { settings, time, log, version, random } = this.#options;
    const { site } = loadSite(settings.siteFile);
    const printer = settings.printerUrl ? undefined : await this.#printer(site);
    const broker = settings.mqttUrl ? undefined : await this.#broker();
    const appliance = new Appliance({
      site: withOverrides(alwaysOpen(site), {
        TISKI_HTTP_PORT: String(settings.httpPort),
        TISKI_MQTT_URL: settings.mqttUrl ?? broker?.url,
        TISKI_PRINTER_URL: settings.printerUrl ?? printer?.url,
      }),
      stateDir: settings.stateDir,
      assetsDir: join(__dirname, '..', 'dist', 'assets'),
      time,
      log,
      version,
      random,
    });
    const addresses = await appliance.start();
    this.#stops.push(() => appliance.stop());
    if (settings.people) this.#letPeopleIn(appliance, site);
    return addresses;
  }

  async #printer(site: Site): Promise<SimulatedPrinter> {
    const printer = new SimulatedPrinter({
      time: this.#options.time,
      dots: paperOf(site) === 58 ? 384 : 576,
    });
    await printer.start();
    this.#stops.push(() => printer.stop());
    return printer;
  }

  async #broker(): Promise<EmbeddedBroker> {
    const { time, settings } = this.#options;
    const broker = new EmbeddedBroker({ port: settings.mqttPort, time });
    try {
      await broker.start();
    } catch (cause) {
      throw new TiskiError('port-in-use', `127.0.0.1:${settings.mqttPort} (TISKI_MQTT_PORT)`, { cause });
    }
    this.#stops.push(() => broker.stop());
    return broker;
  }

  #letPeopleIn(appliance: Appliance, site: Site): void {
    const { settings, time, log } = this.#options;
    const rules = rulesOf(site);
    const scenario = scenarios.find(each => each.site === site.site) ?? anySite(site.site, rules);
    const cast = {
      office: officeOf(appliance.runtime),
      time,
      random: new Random(settings.seed),
      scenario,
      rules,
    };
    const people = new People(cast, log);
    people.start();
    this.#stops.push(() => people.stop());
  }
}

/** The simulated site serves at any hour of any day. */
function alwaysOpen(site: Site): Site {
  return { ...site, services: site.services.map(({ hours: _, ...service }) => service) };
}

function paperOf(site: Site): unknown {
  const printers = Object.values(site.devices).filter(
    ({ driver }) => loadDriver(driver).kind === 'ticket-printer',
  );
  return (printers[0] as { paper?: unknown } | undefined)?.paper;
}
