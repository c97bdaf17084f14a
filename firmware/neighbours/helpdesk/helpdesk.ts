import { sleep } from '../../../hal/platform/time';
import { neighbourDevice, neighbourDevices } from '../../config/neighbour-names';
import { satellitesOf } from '../../config/satellites-of-site';
import { Delivery } from '../delivery';
import { devicePlaces } from '../device-places';
import { Bookmark, factsAfter } from '../journal-tail';
import type { Neighbour, NeighbourContext, NeighbourSettings } from '../neighbour';
import { untilStopped } from '../until-stopped';
import { type Case, Cases } from './cases';
import { handOver } from './hand-over';
import { boxKey, Troubles } from './troubles';

/** How often it is looked whether something is due, ms. */
const lookEvery = 15_000;

const hour = 3600_000;

/**
 * Hands faults over to a helpdesk (S72): a device that has failed without a break for so many minutes is told once, and once more when it has
 * been well for as long; one that comes and goes is neither. Signed, deduplicated by key, at most so many faults an hour. A fault that is over
 * before anybody was told is told to nobody.
 */
export function helpdesk(
  settings: NonNullable<NeighbourSettings['helpdesk']>,
  context: NeighbourContext,
): Neighbour {
  const { runtime, site, time, log } = context;
  const delivery = new Delivery({ ...context, name: 'helpdesk', peer: settings, keyFile: settings.keyFile });
  const bookmark = new Bookmark(runtime.journal, 'helpdesk');
  const troubles = new Troubles();
  const cases = new Cases(context.folder);
  const places = devicePlaces(site);
  const drivers = driversOf(site);
  const names = namesOf(site);
  const patience = settings.afterMinutes * 60_000;
  /** When faults were handed over, monotonic ms. */
  let recent: number[] = [];
  let place = 0;
  let running: Promise<unknown> | undefined;
  bookmark.keep();

  /** The history of a device reaches back to the day before. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    let dayBegan = bookmark.place;
    for await (const page of factsAfter(runtime, bookmark.place, signal)) {
      for (const fact of page) {
        troubles.take(fact);
        place = fact.sequence;
        if (fact.event.type !== 'appliance.day-opened') continue;
        bookmark.moveTo(dayBegan);
        dayBegan = fact.sequence - 1;
      }
    }
  };

  const tell = async (
    event: 'failed' | 'mended' | 'removed',
    device: string,
    open: Case,
    signal: AbortSignal,
  ): Promise<void> => {
    const body = handOver(event, names.get(device) ?? device, open, troubles.courses.get(device), {
      site,
      version: context.version,
      place: settings.place,
      standsAt: places.get(device) ?? [],
      driver: drivers.get(device) ?? 'none',
      now: time.now(),
    });
    await delivery.deliver(() => ({ key: `${open.key}/${event}`, body }), signal);
  };

  const tellFaults = async (signal: AbortSignal): Promise<void> => {
    for (const [device, open] of cases.open) {
      if (open.told) continue;
      await tell('failed', device, open, signal);
      await cases.keep(device, { ...open, told: true });
    }
    for (const [device, { failedSince, sequence, code }] of troubles.courses) {
      if (device === neighbourDevice('helpdesk') || !drivers.has(device) || cases.open.has(device)) continue;
      if (failedSince === undefined || time.now() - failedSince < patience) continue;
      recent = recent.filter(at => time.monotonic() - at < hour);
      if (recent.length >= settings.mostPerHour) return;
      recent.push(time.monotonic());
      const key = `${site.appliance}/${runtime.journal.epoch}/${sequence}`;
      const open = { key, since: failedSince, told: false, ...(code !== undefined && { code }) };
      await cases.keep(device, open);
      await tell('failed', device, open, signal);
      await cases.keep(device, { ...open, told: true });
    }
  };

  const tellEnds = async (signal: AbortSignal): Promise<void> => {
    for (const [device, open] of [...cases.open]) {
      if (!open.told) continue;
      const { okSince } = troubles.courses.get(device) ?? {};
      const isWell = okSince !== undefined && time.now() - okSince >= patience;
      if (drivers.has(device) && !isWell) continue;
      await tell(drivers.has(device) ? 'mended' : 'removed', device, open, signal);
      await cases.close(device);
    }
  };

  const work = async (signal: AbortSignal): Promise<void> => {
    await cases.read();
    for (;;) {
      await sleep(time, lookEvery, 'helpdesk', signal);
      // Half of what happened would tell of faults that are over.
      if (place < runtime.journal.last) continue;
      await tellEnds(signal);
      await tellFaults(signal);
    }
  };

  return {
    name: 'helpdesk',
    get health() {
      return delivery.health;
    },
    start(signal) {
      const told = (endless: Promise<void>) =>
        untilStopped(endless, signal, log, 'faults are handed over no more');
      running = Promise.all([told(follow(signal)), told(work(signal))]);
    },
    async stop() {
      await running;
    },
  };
}

/** A box is called by its id in the site files. */
function namesOf(site: NeighbourContext['site']): ReadonlyMap<string, string> {
  return new Map([
    [boxKey(), site.appliance],
    ...satellitesOf(site).map((id): [string, string] => [boxKey(id), id]),
  ]);
}

/** All that has a health: devices, calendars, neighbours, boxes. */
function driversOf(site: NeighbourContext['site']): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(site.devices).map(([name, { driver }]): [string, string] => [name, driver]),
    ...(site.bookings?.calendars ?? []).map(({ id }): [string, string] => [id, 'calendar']),
    ...neighbourDevices(site).map((name): [string, string] => [name, 'neighbour']),
    ...[...namesOf(site).keys()].map((key): [string, string] => [key, 'box']),
  ]);
}
