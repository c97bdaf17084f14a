import { join } from 'node:path';
import { Appliance } from '../firmware/appliance';
import { loadSite } from '../firmware/config/load-site';
import { withOverrides } from '../firmware/config/overrides';
import { rulesOf } from '../firmware/config/rules-of-site';
import type { Site } from '../firmware/config/site';
import type { LogTail } from '../firmware/log';
import { TiskiError } from '../hal/platform/error';
import type { Log } from '../hal/platform/log';
import type { Time } from '../hal/platform/time';
import { alwaysOpen } from './always-open';
import { BenchRoutes } from './bench-page/bench-routes';
import { planOf } from './bench-page/plan-of-site';
import { EmbeddedBroker } from './broker/embedded-broker';
import { Peers } from './peers/peers';
import { officeOf } from './people/office';
import { People, type Wishes } from './people/people';
import type { Figure } from './people/room';
import { Random } from './random';
import { scenarioFor } from './scenarios/scenarios';
import type { SiteSettings } from './site-settings';
import { localInstant } from './time/local-instant';
import { PacedTime, paces } from './time/paced-time';

export interface SimulatedSiteOptions {
  readonly settings: SiteSettings;
  /** Every driver but the printers' is swapped for a virtual one of its kind. */
  readonly virtual: boolean;
  readonly time: Time;
  readonly log: Log;
  readonly logTail?: LogTail;
  readonly version: string;
  readonly random: () => number;
}

/**
 * A whole service point on one machine: the appliance as it ships, and on the other side of its wires printers, boards, video units, a
 * broker and people.
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
    const { settings, log, logTail, version, random } = this.#options;
    const time = new PacedTime(this.#options.time);
    const { site } = loadSite(settings.siteFile);
    const peers = new Peers({
      time: this.#options.time,
      paperTime: time,
      log,
      virtual: this.#options.virtual,
      printers: settings.printerUrl === undefined,
    });
    this.#stops.push(() => peers.stop());
    const met = await peers.meet(alwaysOpen(site));
    const broker = settings.mqttUrl ? undefined : await this.#broker();
    let people: BenchPeople | undefined;
    const appliance: Appliance = new Appliance({
      site: withOverrides(met, {
        TISKI_HTTP_PORT: String(settings.httpPort),
        TISKI_MQTT_URL: settings.mqttUrl ?? broker?.url,
        TISKI_PRINTER_URL: settings.printerUrl,
      }),
      stateDir: settings.stateDir,
      assetsDir: join(__dirname, '..', 'dist', 'assets'),
      time,
      wireTime: time.wires,
      log,
      ...(logTail && { logTail }),
      version,
      random,
      openToAll: true,
      extraRoutes: [
        new BenchRoutes({
          time: time.wires,
          site: {
            printers: peers.printers,
            boards: peers.boards,
            codecs: peers.codecs,
            broker: broker?.events,
            ...(broker && { network: { cut: () => broker.stop(), mend: () => broker.start() } }),
            pace: {
              paces,
              get pace() {
                return time.pace;
              },
              set pace(times) {
                time.pace = times;
              },
            },
            plan: planOf(site),
            now: () => time.now(),
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
    putBehind(time, appliance.runtime.state.day, site.timezone);
    await peers.plugInBoards();
    const addresses = await appliance.start();
    this.#stops.push(() => appliance.stop());
    people = this.#people(appliance, site, time);
    if (settings.people) people.letIn();
    return addresses;
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

  #people(appliance: Appliance, site: Site, time: PacedTime): BenchPeople {
    const { settings, log } = this.#options;
    const rules = rulesOf(site);
    const scenario = scenarioFor(site.site, rules);
    const cast = {
      office: officeOf(appliance.runtime),
      time,
      random: new Random(settings.seed),
      scenario,
      rules,
    };
    const people = new BenchPeople(new People(cast, log, () => time.pace), Object.keys(scenario.demand));
    this.#stops.push(() => people.sendAway());
    return people;
  }
}

/** People who can be let in and sent away from the bench page. */
class BenchPeople {
  readonly #people: People;
  readonly services: readonly string[];
  #areIn = false;

  constructor(people: People, services: readonly string[]) {
    this.#people = people;
    this.services = services;
  }

  get figures(): readonly Figure[] {
    return this.#people.figures;
  }

  get wishes(): Wishes {
    return this.#people.wishes;
  }

  set wishes(wishes: Wishes) {
    this.#people.wishes = wishes;
  }

  watch(look: () => void): () => void {
    return this.#people.watch(look);
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

/** A site whose days went faster once has facts of days that are still to come: its clock goes on from there. */
function putBehind(time: PacedTime, day: string, timezone: string): void {
  const noon = 12 * 60;
  if (day !== '' && localInstant(day, 0, timezone) > time.now())
    time.putForward(localInstant(day, noon, timezone));
}
