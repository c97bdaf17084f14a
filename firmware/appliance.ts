import { join } from 'node:path';
import { Hal } from '../hal/hal';
import { messageOf } from '../hal/platform/error';
import type { Log } from '../hal/platform/log';
import type { Time, Timer } from '../hal/platform/time';
import { keptAcceptance } from './acceptance/kept-acceptance';
import { CalendarFeed } from './calendars/calendar-feed';
import { rulesOf } from './config/rules-of-site';
import { satellitesOf } from './config/satellites-of-site';
import type { Site } from './config/site';
import { ConfigurationDesk } from './configuration/configuration-desk';
import { ConfiguredSite } from './configuration/configured-site';
import { OpenAnswers } from './feedback-answers/open-answers';
import type { BoxMonitorLimits } from './health/box/box-monitor';
import type { Machine } from './health/box/machine';
import { BoxWatch } from './health/box-watch';
import { healthRoute } from './health/health-route';
import { metricsRoute } from './health/metrics/metrics-route';
import { PointCare } from './health/point-care';
import type { Pulse } from './health/pulse';
import { halPulse, journalPulse, linkPulse, loopPulse } from './health/pulses';
import { TechnicianRoutes } from './health/technician/technician-routes';
import { epochFrom } from './journal/epoch';
import { busOf } from './link/bus-of-site';
import { Link } from './link/link';
import { outboxCursor } from './link/outbox';
import type { SiteBus } from './link/site-bus';
import type { LogTail } from './log-tail';
import { Callers } from './neighbours/callers';
import { Neighbours } from './neighbours/neighbours';
import { type Place, placesOf } from './places/places-of-site';
import type { ResetHold } from './places/reset-hold';
import { RingReports } from './places/ring-reports';
import { resetByHand } from './reset-by-hand';
import { Runtime } from './runtime';
import { accessIn } from './screens/access/access-folder';
import { PairingCodes } from './screens/access/pairing-codes';
import type { ExtraRoutes } from './screens/extra-routes';
import { WebServer } from './screens/web-server';
import { TakenOver } from './taken-over';
import { PairingPrinting } from './tickets/pairing-printing';
import { Printing } from './tickets/printing';
import { SummaryPrinting } from './tickets/summary-printing';
import { busyNow } from './update/busy-now';
import { QuietTeller } from './update/quiet-teller';
import { testPrint } from './update/test-print';
import { UpdateDesk } from './update/update-desk';
import { quietNow, updateNow, updateRoute } from './update/update-route';
import { UpdateSocket } from './update/update-socket';

export interface ApplianceOptions {
  readonly site: Site;
  /** Folder that survives restarts; one program at a time. */
  readonly stateDir: string;
  /** Folder of the bundled page assets. */
  readonly assetsDir: string;
  readonly time: Time;
  /** Durations of what is at the end of a wire and of browsers, where `time` passes faster than they do; `time`, if left out. */
  readonly wireTime?: Time;
  readonly log: Log;
  /** The last lines of `log`, for the technician; the page shows none without it. */
  readonly logTail?: LogTail;
  readonly version: string;
  /** Uniform in [0, 1); for back-off and identifiers. */
  readonly random: () => number;
  /** The machine whose health and clock are watched; neither is, and the clock is taken for kept, if left out. */
  readonly machine?: Machine;
  /** How often it is looked at the machine and what is told of it; those of every day, if left out. */
  readonly boxLimits?: BoxMonitorLimits;
  /** Ends the program so that something starts it again; without it a restart of the box is refused. */
  readonly onRestart?: () => void;
  /** Folder of the updater (`tiski update`); nothing is known of updates without it. */
  readonly updaterDir?: string;
  /** Pages beside the box's own; the simulated site adds its bench. */
  readonly extraRoutes?: readonly ExtraRoutes[];
  /** Every page may act in every role. Only the simulated site sets it, where everybody plays all of them. */
  readonly openToAll?: boolean;
}

/** Milliseconds between rounds of housekeeping. */
const tidyEvery = 30_000;

/** How long facts are kept once everybody has had them, ms: 90 days. */
const keptFor = 90 * 24 * 3600 * 1000;

/** How long the closes of days, months and quarters are kept, ms: 400 days, so that a year can be compared with the one before. */
const closesKeptFor = 400 * 24 * 3600 * 1000;

/** How long open answers are kept where the site file says nothing, days. */
const openAnswersKept = 90;

/** Milliseconds after the start at which that is done for which nobody waits: a look at the machine, and making ready what the first customer needs. */
const settleAfter = 100;

/** Milliseconds between looks at the calendar: a new service day begins at most so late. */
const tickEvery = 15_000;

/**
 * The one place where all parts are put together. Order of the start: journal and rules, then what listens to facts, then the wires in,
 * so that nothing can arrive before it can be kept and followed up.
 */
export class Appliance {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly #options: ApplianceOptions;
  readonly #configured: ConfiguredSite;
  readonly #configuration: ConfigurationDesk;
  readonly #updates: UpdateDesk;
  readonly #updateSocket: UpdateSocket;
  readonly #quietTeller: QuietTeller | undefined;
  readonly #link: Link | undefined;
  readonly #bus: SiteBus | undefined;
  readonly #web: WebServer;
  readonly #printing: Printing;
  readonly #summaries: SummaryPrinting;
  readonly #pairing: PairingPrinting;
  readonly #openAnswers: OpenAnswers;
  readonly #care: PointCare;
  readonly #box: BoxWatch | undefined;
  readonly #takenOver: TakenOver;
  readonly #places: readonly (Place | ResetHold)[];
  readonly #calendars: readonly CalendarFeed[];
  readonly #neighbours: Neighbours;
  readonly #stopSignal = new AbortController();
  #timers: Timer[] = [];
  #ready = false;

  /** Opens and replays the journal. @throws TiskiError of the journal, the drivers or the site file */
  constructor(options: ApplianceOptions) {
    this.#options = options;
    const { site, time, wireTime = time, log, version, stateDir, random } = options;
    this.#bus = busOf(options);
    this.#takenOver = new TakenOver(stateDir);
    const callers = new Callers();
    this.hal = new Hal(site.devices, { time: wireTime, log, stateDir, ...(this.#bus && { bus: this.#bus }) });
    this.runtime = new Runtime({
      journalFile: join(stateDir, 'journal.db'),
      rules: rulesOf(site),
      complete: rules => ({
        ...rules,
        directory: callers.behind(rules.directory),
        restartable: options.onRestart !== undefined,
      }),
      time,
      log,
      version,
      makeEpoch: () => epochFrom(time.now(), random),
      isCopy: this.#takenOver.isCopy,
      ...(site.journal && { journalBudget: site.journal.budgetMegabytes * 2 ** 20 }),
    });
    const { runtime, hal } = this;
    const now = new ConfiguredSite({ site, runtime, file: join(stateDir, 'configuration.json'), log });
    this.#configured = now;
    const onReport = () => this.#link?.refresh();
    this.#configuration = new ConfigurationDesk({ site: now, runtime, time, log, onReport });
    this.#updates = new UpdateDesk({
      ...options,
      onReport: () => {
        onReport();
        this.#web.tellStaff();
      },
    });
    this.#printing = new Printing({ runtime, hal, site: now, log });
    this.#summaries = new SummaryPrinting({ runtime, hal, site: now, time, log });
    const codes = new PairingCodes({ folder: accessIn(stateDir), time });
    this.#pairing = new PairingPrinting({ runtime, hal, site: now, codes, time, log });
    this.#box = boxWatchOf(options, runtime);
    const box = this.#box;
    this.#care = new PointCare({
      stateDir,
      runtime,
      hal,
      site: now,
      bus: this.#bus,
      box,
      pulses: () => this.pulses,
      restart: options.onRestart,
      refresh: () => this.#link?.refresh(),
      time: wireTime,
      log,
    });
    const care = this.#care;
    this.#places = [...placesOf(site, { hal, runtime, time, log }), ...resetByHand(options, hal)];
    this.#calendars = calendarsOf(options, runtime);
    if (site.mqtt) runtime.journal.keepFor(outboxCursor);
    else runtime.journal.forget(outboxCursor);
    this.#openAnswers = new OpenAnswers({
      folder: join(stateDir, 'open-answers'),
      timezone: site.timezone,
      keepDays: site.feedback?.openAnswers.keepDays ?? openAnswersKept,
      time,
      log,
      random,
    });
    this.#neighbours = new Neighbours({ ...options, runtime, hal, callers });
    const ringReports = new RingReports(hal.devices.values());
    const configuration = this.#configuration;
    this.#link =
      site.mqtt &&
      new Link({
        runtime,
        site,
        version,
        time: wireTime,
        log,
        random,
        stateDir,
        ringReports,
        configuration,
        update: this.#updates,
        acceptance: keptAcceptance(stateDir, log),
        healthDetail: care.detail,
        ...(box && { boxHealth: () => box.state, clockSynced: box.clock.syncedAt }),
      });
    const isReady = () => this.#ready;
    const healthNow = { runtime, hal, site: now, link: this.#link, box, care, version };
    const updating = { ...healthNow, stateDir, isReady, time };
    this.#updateSocket = new UpdateSocket({
      stateDir,
      view: () => updateNow(updating),
      print: () => testPrint({ runtime, hal, time: wireTime }),
      log,
    });
    this.#quietTeller =
      this.#bus &&
      new QuietTeller({
        bus: this.#bus,
        satellites: satellitesOf(site),
        quiet: () => quietNow(updating),
        switching: () => this.#updates.switching,
        version,
        people: () => busyNow(runtime.state, runtime.rules, time.now()).busy,
        runtime,
        time: wireTime,
      });
    this.#web = new WebServer({
      site: now,
      runtime,
      time: wireTime,
      log,
      version,
      assetsDir: options.assetsDir,
      accessDir: accessIn(stateDir),
      ...(options.openToAll && { openToAll: true }),
      isReady,
      ringReports,
      openAnswers: this.#openAnswers,
      callers,
      update: () => this.#updates.notice,
      ...(box && { boxHealth: () => box.health }),
      extraRoutes: [
        ...(options.extraRoutes ?? []),
        this.#neighbours,
        healthRoute(healthNow),
        updateRoute(updating),
        new TechnicianRoutes({
          ...healthNow,
          tail: options.logTail,
          startedAt: time.now(),
          time: wireTime,
          log,
        }),
        metricsRoute({ runtime, hal, link: this.#link, box, version, time }),
      ],
    });
  }

  /** The parts that must go on for the box to be of use. */
  get pulses(): readonly Pulse[] {
    return [
      loopPulse(this.#options.stateDir),
      journalPulse(this.runtime),
      halPulse(this.hal),
      ...(this.#link ? [linkPulse('link', this.#link)] : []),
      ...(this.#bus ? [linkPulse('site bus', this.#bus)] : []),
    ];
  }

  /** Serves from now on. @throws TiskiError `port-in-use`, `journal-unwritable`; then everything is stopped again */
  async start(): Promise<{ readonly http: string; readonly mqtt: string | null }> {
    try {
      const { signal } = this.#stopSignal;
      const { time } = this.#options;
      await this.#configured.load();
      this.#printing.start();
      this.#summaries.start();
      this.#pairing.start();
      for (const place of this.#places) place.start();
      await this.#box?.clock.start();
      await this.runtime.start();
      await this.#tellTakeover();
      await this.#configured.start();
      await this.#seedFeedback();
      await this.#openAnswers.start();
      await this.#updates.start();
      await this.#updateSocket.start();
      this.#care.start();
      const { url } = await this.#web.start();
      this.hal
        .start(signal)
        .catch(error => this.#options.log.error({ error: messageOf(error) }, 'devices not started'));
      this.#quietTeller?.start();
      this.#bus?.start(signal);
      this.#link?.start(signal);
      for (const calendar of this.#calendars) calendar.start();
      this.#neighbours.start();
      this.#ready = true;
      this.#timers = [...this.#housekeeping(), time.after(settleAfter, 'settle', () => this.#settle())];
      return { http: url, mqtt: this.#options.site.mqtt?.url ?? null };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Takes nothing more, ends what is under way, leaves everything on disk. */
  async stop(): Promise<void> {
    this.#ready = false;
    this.#stopSignal.abort();
    for (const timer of this.#timers.splice(0)) timer.cancel();
    for (const place of this.#places) place.stop();
    await Promise.all(this.#calendars.map(calendar => calendar.stop()));
    await this.#neighbours.end();
    await this.#web.stop();
    await this.#link?.stop();
    await this.#configuration.stop();
    await this.#updates.stop();
    await this.#updateSocket.stop();
    this.#quietTeller?.stop();
    this.#configured.stop();
    await this.#care.stop();
    this.#box?.stop();
    await this.hal.stop();
    await this.#bus?.stop();
    await this.#printing.stop();
    await this.#summaries.stop();
    await this.#pairing.stop();
    await this.#openAnswers.stop();
    this.runtime.stop();
  }

  /** Chance for the mixing of feedback, new with each start. */
  async #seedFeedback(): Promise<void> {
    const { random } = this.#options;
    const seed = Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32));
    await this.runtime.record({ name: 'feedback-seed', args: { seed } });
  }

  #tellTakeover(): Promise<void> {
    return this.#takenOver.tell(this.runtime, this.#box?.clock.synced ?? true);
  }

  #settle(): void {
    this.#box?.start(() => this.#link?.refresh());
    void this.#printing.warmUp();
  }

  #housekeeping(): Timer[] {
    const { time, log } = this.#options;
    return [
      time.every(tickEvery, 'calendar', () => {
        this.runtime
          .record({ name: 'tick', args: {} })
          .then(() => this.#tellTakeover())
          .catch(error => log.error({ error: messageOf(error) }, 'calendar'));
      }),
      time.every(tidyEvery, 'journal tidy', () => {
        try {
          this.runtime.tidy(time.now() - keptFor, time.now() - closesKeptFor);
        } catch (error) {
          log.error({ error: messageOf(error) }, 'journal not tidied');
        }
      }),
    ];
  }
}

function boxWatchOf(
  { machine, boxLimits, stateDir, site, time, log }: ApplianceOptions,
  runtime: Runtime,
): BoxWatch | undefined {
  if (!machine) return undefined;
  const certificate = site.mqtt?.certificate;
  const limits = boxLimits && { limits: boxLimits };
  return new BoxWatch({ machine, runtime, stateDir, certificate, time, log, ...limits });
}

function calendarsOf({ site, time, log }: ApplianceOptions, runtime: Runtime): CalendarFeed[] {
  const { timezone, bookings } = site;
  if (!bookings) return [];
  const { daysAhead, calendars } = bookings;
  return calendars.map(calendar => new CalendarFeed({ calendar, timezone, daysAhead, runtime, time, log }));
}
