import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { Journal } from '../../firmware/journal/journal';
import { outboxCursor } from '../../firmware/link/outbox';
import type { ServiceEvent } from '../../firmware/servicepoint/events';
import { nameOfClose } from '../../firmware/servicepoint/measures/name-of-close';
import { isPublished } from '../../firmware/servicepoint/publication';
import { ServicePoint } from '../../firmware/servicepoint/service-point';
import { snapshot, snapshotFormat } from '../../firmware/servicepoint/snapshot';
import { isBoundary, standingOf } from '../../firmware/servicepoint/standing';
import { classesOfWorth, worthOf } from '../../firmware/servicepoint/worth';
import { Mosquitto } from '../peers/mosquitto';
import { rules } from '../property/servicepoint/office';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { busy, busyDays } from '../support/busy-site';
import { httpPresser, pressTimes, residentMiB } from './appliance';
import { startFastPrinter } from './fast-printer';
import { type Row, sampled, single } from './row';

const million = 1_000_000;
const mebibyte = 2 ** 20;

const siteText = (printer: number, broker: string) => `
version: 1
site: bench
appliance: hub
name: { fi: Mikkelin palvelupiste }
languages: [fi]
organisations: [{ id: vero, name: { fi: Verohallinto } }]
services: [{ id: tax, letter: V, organisation: vero, name: { fi: Verotus } }]
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [tax] }]
kiosks: [{ id: lobby, printer: printer }]
devices: { printer: { driver: escpos-tcp, host: 127.0.0.1, port: ${printer}, profile: epson } }
http: { port: 0 }
mqtt: { url: "${broker}" }
`;

/** Seven days of a busy site. */
function aWeek(): ServiceEvent[] {
  const facts: ServiceEvent[] = [];
  for (const events of busyDays(busy)) {
    if (facts.filter(isBoundary).length === 7 && events.some(isBoundary)) return facts;
    facts.push(...events);
  }
  return facts;
}

/** A state folder in which so many facts wait for the broker; the same week again and again. */
function folderWith(
  folder: string,
  week: readonly ServiceEvent[],
  count: number,
): { readonly bytes: number; readonly published: number } {
  const file = join(folder, 'journal.db');
  const journal = new Journal<ServiceEvent>({
    file,
    makeEpoch: () => 'bench',
    isPublished,
    classes: classesOfWorth,
    classOf: worthOf,
    labelOf: nameOfClose,
    standingOf,
    isBoundary,
    onCommit: () => undefined,
  });
  journal.keepFor(outboxCursor);
  for (let round = 0; journal.last < count; round++) {
    const shift = round * 7 * 24 * 3_600_000;
    for (let from = 0; from < week.length && journal.last < count; from += 2000) {
      const facts = week.slice(from, Math.min(from + 2000, from + count - journal.last));
      void journal.append(facts.map(fact => ({ ...fact, at: fact.at + shift })));
      journal.commit();
    }
  }
  journal.keepSnapshot(journal.last, snapshotFormat, snapshot(new ServicePoint(rules).state));
  journal.tidy({ before: 0, lastingBefore: 0 }, 0);
  const bytes = statSync(file).size + statSync(`${file}-wal`).size;
  const published = journal.published(0, journal.last);
  journal.close();
  return { bytes, published };
}

/** Messages of the events' topics until there were so many; how long that took after the first, ms. */
async function drained(url: string, count: number): Promise<{ readonly took: Promise<number>; end(): void }> {
  const client = await connectAsync(url);
  let heard = 0;
  let first = 0;
  const took = new Promise<number>(resolve => {
    client.on('message', () => {
      heard += 1;
      if (heard === 1) first = performance.now();
      if (heard === count) resolve(performance.now() - first);
    });
  });
  await client.subscribeAsync('tiski/1/bench/hub/event/#', { qos: 1 });
  return { took, end: () => client.end(true) };
}

/** What waits in an outage and what happens when it ends, with the program as it ships and a real Mosquitto. */
export async function outageRows(): Promise<Row[]> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-outage-'));
  const printer = await startFastPrinter();
  const broker = await new Mosquitto({ persistent: false, unlimited: true }).start();
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, siteText(printer.port, broker.url));
  const boxOn = (state: string) => new ApplianceProcess(siteFile, join(folder, state));
  const presses = async (box: ApplianceProcess) =>
    sampled((await pressTimes(printer, [await httpPresser(box.http)])).flat());
  try {
    const week = aWeek();
    const published = week.filter(({ type }) => isPublished(type)).length;
    folderWith(join(folder, 'week'), week, week.length);
    const { bytes, published: publishedOfAll } = folderWith(join(folder, 'million'), week, million);

    const empty = boxOn('nothing');
    await empty.start();
    await wait(3000);
    const idle = residentMiB(empty.pid);
    const quiet = await presses(empty);
    await empty.stop();

    const receiver = await drained(broker.url, published);
    const behind = boxOn('week');
    await behind.start();
    const took = await receiver.took;
    receiver.end();
    await behind.stop();

    await broker.stop();
    const full = boxOn('million');
    await full.start();
    await wait(3000);
    const waiting = residentMiB(full.pid);
    await full.stop();
    await broker.start();
    const all = await drained(broker.url, publishedOfAll);
    await full.start();
    const busyPresses = await presses(full);
    const draining = residentMiB(full.pid);
    await wait(10_000);
    const later = residentMiB(full.pid);
    const tookAll = await all.took;
    all.end();
    const afterAll = residentMiB(full.pid);
    await full.stop();
    return [
      {
        name: 'a typical event on disk',
        unit: 'bytes',
        value: single(bytes / million),
        bound: { median: 134 },
      },
      {
        name: 'a million events on disk',
        unit: 'MiB',
        value: single(bytes / mebibyte),
        bound: { median: 128 },
      },
      {
        name: 'resident memory, a million events waiting',
        unit: 'MiB',
        value: single(waiting),
        floor: { what: 'none waiting', value: single(idle) },
        bound: { ratio: 1.15 },
      },
      {
        name: 'resident memory, a million events draining for 10 s more',
        unit: 'MiB',
        value: single(later),
        floor: { what: '10 s before', value: single(draining) },
        bound: { ratio: 1.1, median: 224 },
      },
      {
        name: 'resident memory, a million events drained',
        unit: 'MiB',
        value: single(afterAll),
        floor: { what: 'none waiting', value: single(idle) },
        bound: { median: 224 },
      },
      {
        name: `drain of a million events (${publishedOfAll} of them leave the box)`,
        unit: 'ms',
        value: single(tookAll),
        floor: {
          what: 'at the pace of seven days',
          value: single((took / published) * publishedOfAll),
        },
        bound: { ratio: 1.5 },
      },
      {
        name: `drain of seven days of ${busy} customers (${published} events)`,
        unit: 'ms',
        value: single(took),
        bound: { median: 10_000 },
      },
      {
        name: 'press by http to first printer byte while a million events drain',
        unit: 'ms',
        value: busyPresses,
        floor: { what: 'with nothing to drain', value: quiet },
        bound: { p99: 2 * quiet.p99 },
      },
    ];
  } finally {
    await broker.remove();
    await printer.stop();
    rmSync(folder, { recursive: true });
  }
}
