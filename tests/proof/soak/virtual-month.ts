import { mkdtempSync, rmSync } from 'node:fs';
import { Appliance } from '../../../firmware/appliance';
import { loadSite } from '../../../firmware/config/load-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { VirtualDevice } from '../../../hal/drivers/virtual/virtual-device';
import { silent } from '../../../hal/platform/log';
import { withVirtualDevices } from '../../../simulator/peers/virtual-devices';
import { liveDay } from '../../../simulator/people/day-of-people';
import { officeOf } from '../../../simulator/people/office';
import { openingDay } from '../../../simulator/people/opening-day';
import { Random } from '../../../simulator/random';
import { scenarioNamed } from '../../../simulator/scenarios/scenarios';
import { siteFile } from '../../../simulator/site-files';
import { dayAfter, localInstant } from '../../../simulator/time/local-instant';
import { turnsWhile, VirtualTime } from '../../../simulator/time/virtual-time';
import { EventReader } from '../../support/event-reader';
import { heapInUse } from '../../support/remote/heap';
import { type Allowed, bytesOfFacts, descriptorsOf, diskOf, growthOf, type Sample } from './flatness';

export interface Month {
  readonly days: number;
  readonly seed: number;
}

const hour = 3_600_000;

/** Devices that fail on a day, each for a while. */
const faultsOfDay = 12;

/** What is kept without a network for 90 days, bytes. */
const journalBudget = 128 * 2 ** 20;

/** MiB of the heap, numbers of all else; `disk` is that of everything but the journal, bytes. */
const allowed: Allowed = { heap: 1.5, descriptors: 0, timers: 0, listeners: 0, resources: 0, disk: 4096 };

/**
 * The whole appliance through weeks of people in virtual time: devices fail and come back, pages come and go, the broker is away.
 * Looked at each midnight.
 * @throws Error if anything grew
 */
export async function virtualMonth({ days, seed }: Month): Promise<object> {
  const began = performance.now();
  // In memory: what weeks of commits cost a disk is not the question here.
  const folder = mkdtempSync('/dev/shm/tiski-soak-');
  const scenario = { ...scenarioNamed('mikkeli-day'), day: '2026-03-02' };
  const site = withoutPrinters(withVirtualDevices(loadSite(siteFile(scenario.site)).site));
  const rules = rulesOf(site);
  const time = new VirtualTime(localInstant(scenario.day, 0, rules.timezone));
  const random = new Random(seed);
  const appliance = new Appliance({
    site,
    stateDir: folder,
    assetsDir: folder,
    time,
    log: silent,
    version: '1',
    random: () => random.unit(),
  });
  const { runtime } = appliance;
  const settle = turnsWhile(() => runtime.journal.waiting > 0);
  const samples: Sample[] = [];
  const quiet = process.getActiveResourcesInfo().length;
  try {
    const { http } = await appliance.start();
    const cast = { office: officeOf(runtime), time, random: random.stream('people'), scenario, rules };
    for (let day = scenario.day; samples.length < days; day = dayAfter(day)) {
      const midnight = localInstant(dayAfter(day), 0, rules.timezone);
      const opening = openingDay(rules, day);
      failDevices(appliance, {
        time,
        random: random.stream(day),
        from: localInstant(day, 6 * 60, rules.timezone),
      });
      if (opening) {
        await time.runTo(opening.opens - 1, settle);
        await time.runUntil(liveDay(cast, opening, new AbortController().signal), settle);
      }
      await visit(http);
      await time.runTo(midnight, settle);
      samples.push(sampleOf(appliance, { time, folder, quiet }));
    }
    const { growth, grown } = growthOf(samples, allowed);
    const facts = runtime.journal.last;
    const perFact = bytesOfFacts(samples);
    const ninetyDays = Math.round((perFact * facts * 90) / days);
    const seconds = Math.round((performance.now() - began) / 1000);
    const report = {
      days,
      seed,
      seconds,
      facts,
      journalBytesOfFact: perFact,
      journalOf90Days: ninetyDays,
      growth,
      grown,
    };
    if (grown.length > 0 || ninetyDays > journalBudget)
      throw new Error(`it grows: ${JSON.stringify(report)}`);
    return report;
  } finally {
    await time.runUntil(appliance.stop(), settle);
    rmSync(folder, { recursive: true });
  }
}

/** A printer's wire is real and its time is not: what it does over weeks is for the real hour. The broker stays away. */
function withoutPrinters(site: Site): Site {
  const printers = new Set(site.kiosks.flatMap(({ printer }) => printer ?? []));
  const devices = Object.entries(site.devices).filter(([name]) => !printers.has(name));
  return {
    ...site,
    devices: Object.fromEntries(devices),
    kiosks: site.kiosks.map(({ printer: _, ...kiosk }) => kiosk),
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { url: 'mqtt://127.0.0.1:1' },
  };
}

function failDevices(
  { hal }: Appliance,
  { time, random, from }: { readonly time: VirtualTime; readonly random: Random; readonly from: number },
): void {
  const devices = [...hal.devices.values()].filter(device => device instanceof VirtualDevice);
  for (let fault = 0; fault < faultsOfDay; fault++) {
    const device = devices[Math.floor(random.unit() * devices.length)];
    if (!(device instanceof VirtualDevice)) return;
    const at = from - time.now() + random.between(0, 12) * hour;
    time.after(at, 'soak fault', () => device.report({ health: 'failed', code: 'gpio-line-lost' }));
    time.after(at + random.between(0, 1) * hour, 'soak mend', () => device.report({ health: 'ok' }));
  }
}

/** Pages come, look, and go. */
async function visit(http: string): Promise<void> {
  const paths = ['/', '/kiosk', '/display', '/feedback', '/api/state', '/metrics', '/api/health'];
  for (const path of paths) await (await fetch(http + path)).text();
  const readers = await Promise.all(
    ['/api/stream', '/api/display/stream'].map(path => EventReader.open(http + path)),
  );
  for (const reader of readers) {
    await reader.next();
    reader.close();
  }
}

function sampleOf(
  { runtime, hal }: Appliance,
  { time, folder, quiet }: { readonly time: VirtualTime; readonly folder: string; readonly quiet: number },
): Sample {
  const { journal, other } = diskOf(folder);
  const emitters = [runtime.events, ...[...hal.devices.values()].map(({ events }) => events)];
  return {
    heap: heapInUse(),
    descriptors: descriptorsOf('self'),
    timers: time.timers.length,
    listeners: emitters.reduce((sum, emitter) => sum + listenersOf(emitter), 0),
    resources: process.getActiveResourcesInfo().length - quiet,
    disk: other,
    journal,
    facts: runtime.journal.last,
  };
}

function listenersOf(emitter: object): number {
  const { eventNames, listenerCount } = emitter as NodeJS.EventEmitter;
  if (typeof eventNames !== 'function') return 0;
  return eventNames.call(emitter).reduce((sum, name) => sum + Number(listenerCount.call(emitter, name)), 0);
}
