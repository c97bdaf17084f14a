import { join } from 'node:path';
import { Appliance } from '../firmware/appliance';
import { loadSite } from '../firmware/config/load-site';
import { withOverrides } from '../firmware/config/overrides';
import { rulesOf } from '../firmware/config/rules-of-site';
import type { Site, SiteDevice } from '../firmware/config/site';
import { TiskiError } from '../hal/platform/error';
import type { Log } from '../hal/platform/log';
import type { Time } from '../hal/platform/time';
import { loadDriver } from '../hal/registry';
import { BenchRoutes } from './bench-page/bench-routes';
import { EmbeddedBroker } from './broker/embedded-broker';
import { officeOf } from './people/office';
import { People } from './people/people';
import { SimulatedPrinter } from './printer';
import { Random } from './random';
import { scenarioFor } from './scenarios/scenarios';
import type { SiteSettings } from './site-settings';

export interface SimulatedSiteOptions {
  readonly settings: SiteSettings;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly random: () => number;
}

/**
 * A whole service point on one machine: the appliance as it ships, and on the other side of its wires printers, a broker and people.
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
    const printers = settings.printerUrl ? new Map<string, SimulatedPrinter>() : await this.#printersOf(site);
    const broker = settings.mqttUrl ? undefined : await this.#broker();
    let people: BenchPeople | undefined;
    const appliance: Appliance = new Appliance({
      site: withOverrides(withPrinters(alwaysOpen(site), printers), {
        TISKI_HTTP_PORT: String(settings.httpPort),
        TISKI_MQTT_URL: settings.mqttUrl ?? broker?.url,
        TISKI_PRINTER_URL: settings.printerUrl,
      }),
      stateDir: settings.stateDir,
      assetsDir: join(__dirname, '..', 'dist', 'assets'),
      time,
      log,
      version,
      random,
      extraRoutes: [
        new BenchRoutes({
          time,
          site: {
            printers,
            broker: broker?.events,
            get devices() {
              return appliance.hal.devices;
            },
            get people() {
              return people;
            },
          },
        }),
      ],
    });
    const addresses = await appliance.start();
    this.#stops.push(() => appliance.stop());
    people = this.#people(appliance, site);
    if (settings.people) people.letIn();
    return addresses;
  }

  /** A simulated printer behind every ticket printer of the site. */
  async #printersOf(site: Site): Promise<Map<string, SimulatedPrinter>> {
    const printers = new Map<string, SimulatedPrinter>();
    for (const [name, entry] of Object.entries(site.devices)) {
      if (loadDriver(entry.driver).kind !== 'ticket-printer') continue;
      const narrow = 'paper' in entry && entry.paper === 58;
      const printer = new SimulatedPrinter({ time: this.#options.time, dots: narrow ? 384 : 576 });
      await printer.start();
      this.#stops.push(() => printer.stop());
      printers.set(name, printer);
    }
    return printers;
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

  #people(appliance: Appliance, site: Site): BenchPeople {
    const { settings, time, log } = this.#options;
    const rules = rulesOf(site);
    const scenario = scenarioFor(site.site, rules);
    const cast = {
      office: officeOf(appliance.runtime),
      time,
      random: new Random(settings.seed),
      scenario,
      rules,
    };
    const people = new BenchPeople(new People(cast, log));
    this.#stops.push(() => people.sendAway());
    return people;
  }
}

/** People who can be let in and sent away from the bench page. */
class BenchPeople {
  readonly #people: People;
  #areIn = false;

  constructor(people: People) {
    this.#people = people;
  }

  get areIn(): boolean {
    return this.#areIn;
  }

  letIn(): void {
    this.#areIn = true;
    this.#people.start();
  }

  async sendAway(): Promise<void> {
    this.#areIn = false;
    await this.#people.stop();
  }
}

/** The simulated site serves at any hour of any day. */
function alwaysOpen(site: Site): Site {
  const { opening: _, ...rest } = site;
  return {
    ...rest,
    opening: { closedOn: [] },
    services: site.services.map(({ hours: _hours, exceptions: _exceptions, ...service }) => service),
    counters: site.counters.map(({ roster: _roster, ...counter }) => counter),
  };
}

function withPrinters(site: Site, printers: ReadonlyMap<string, SimulatedPrinter>): Site {
  const devices = { ...site.devices };
  for (const [name, printer] of printers) {
    devices[name] = { ...devices[name], host: '127.0.0.1', port: printer.port } as SiteDevice;
  }
  return { ...site, devices };
}
