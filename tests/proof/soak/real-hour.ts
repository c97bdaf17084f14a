import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { loadSite } from '../../../firmware/config/load-site';
import type { Site, SiteDevice } from '../../../firmware/config/site';
import { SystemTime } from '../../../hal/platform/time';
import { alwaysOpen } from '../../../simulator/always-open';
import { figuresOf } from '../../../simulator/fleet/process-figures';
import { withVirtualDevices } from '../../../simulator/peers/virtual-devices';
import { SimulatedPrinter } from '../../../simulator/printer';
import { Random } from '../../../simulator/random';
import { siteFile } from '../../../simulator/site-files';
import { Mosquitto } from '../../peers/mosquitto';
import { ApplianceProcess, bundleProgram } from '../../support/appliance-process';
import { EventReader } from '../../support/event-reader';
import { type Allowed, bytesOfFacts, descriptorsOf, diskOf, growthOf, type Sample } from './flatness';

export interface Hour {
  readonly minutes: number;
  readonly seed: number;
}

/** ms from one customer to the next: ten times the busiest hour of the busiest point. */
const customerEvery = 18_000;

/** ms between faults and how long one lasts, at most. */
const faultEvery = 20_000;
const faultLasts = 15_000;

const samplesWanted = 60;

/** Rounds of pages until V8's heap has the size that it keeps under them: it grows up to there, whatever is kept. */
const warmUp = 1500;

/** MiB of the process, descriptors, bytes on disk besides the journal. A connection more or less is open at any moment. */
const allowed: Allowed = { memory: 4, descriptors: 3, disk: 4096 };

/**
 * The program as it ships, in a process of its own: customers ten times as many as on the busiest of days, pages that come and go, and every fault that
 * printer and broker have.
 * @throws Error if anything grew
 */
export async function realHour({ minutes, seed }: Hour): Promise<object> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-soak-'));
  const random = new Random(seed);
  const printer = new SimulatedPrinter({ time: new SystemTime(), speed: 2000, cutTime: 5, paper: 1e9 });
  const broker = await new Mosquitto({ persistent: false, unlimited: true }).start();
  await printer.start();
  const config = join(folder, 'site.yaml');
  writeFileSync(config, stringify(siteWith(printer.port, broker.url)));
  const stateDir = join(folder, 'state');
  const box = new ApplianceProcess(config, stateDir);
  const stopping = new AbortController();
  const samples: Sample[] = [];
  const counts = { customers: 0, faults: 0, readers: 0 };
  try {
    await box.start();
    for (let round = 0; round < warmUp; round++) await look(box.http);
    const lives = [
      every(customerEvery, random.stream('customers'), stopping.signal, async () => {
        counts.customers += 1;
        await serve(box.http);
      }),
      every(faultEvery, random.stream('faults'), stopping.signal, async () => {
        counts.faults += 1;
        await fault(random.stream(counts.faults), printer, broker, stopping.signal);
      }),
      every(faultEvery / 2, random.stream('readers'), stopping.signal, async () => {
        counts.readers += 1;
        await look(box.http);
      }),
    ];
    const pause = (minutes * 60_000) / samplesWanted;
    for (let sample = 0; sample < samplesWanted; sample++) {
      await wait(pause);
      samples.push(await sampleOf(box, stateDir));
      const { memory, descriptors } = samples.at(-1) ?? {};
      if (sample % 10 === 9) process.stdout.write(`${memory?.toFixed(1)} MiB, ${descriptors} descriptors\n`);
    }
    stopping.abort();
    await Promise.all(lives);
    const { growth, grown } = growthOf(samples, allowed);
    const facts = samples.at(-1)?.facts;
    const perFact = bytesOfFacts(samples);
    const report = { minutes, seed, ...counts, facts, journalBytesOfFact: perFact, growth, grown };
    if (grown.length > 0) throw new Error(`it grows: ${JSON.stringify(report)}`);
    return report;
  } finally {
    stopping.abort();
    await box.stop();
    await broker.remove();
    await printer.stop();
    rmSync(folder, { recursive: true });
  }
}

function siteWith(port: number, url: string): Site {
  const { ticket: _, ...site } = alwaysOpen(withVirtualDevices(loadSite(siteFile('mikkeli')).site));
  const printer: SiteDevice = { driver: 'escpos-tcp', host: '127.0.0.1', port } as SiteDevice;
  const printers = new Set(site.kiosks.flatMap(({ printer }) => printer ?? []));
  const devices = Object.entries(site.devices).map(([name, device]) => [
    name,
    printers.has(name) ? printer : device,
  ]);
  return {
    ...site,
    devices: Object.fromEntries(devices),
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { url },
  };
}

/** Again and again, after half to one and a half times the pause; what fails is as it would be. */
async function every(
  pause: number,
  random: Random,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const one = run()
      .catch(() => undefined)
      .finally(() => running.delete(one));
    running.add(one);
    await wait(pause * random.between(0.5, 1.5), undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(running);
}

async function serve(http: string): Promise<void> {
  const act = (name: string, args: object) =>
    fetch(`${http}/api/command/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ args }),
    }).then(reply => reply.text());
  const counter = 'counter-1';
  await act('take-ticket', { service: 'tax', kiosk: 'lobby' });
  for (const name of ['next', 'arrived', 'done']) await act(name, { counter });
  await act('answer-feedback', { service: 'tax', question: 'csat', version: 1, answer: 4 });
}

/** A page is opened, hears something, and is closed or cut off. */
async function look(http: string): Promise<void> {
  for (const path of ['/kiosk', '/display', '/', '/metrics']) await (await fetch(http + path)).text();
  const reader = await EventReader.open(`${http}/api/stream`);
  await reader.next();
  reader.close();
}

async function fault(
  random: Random,
  printer: SimulatedPrinter,
  broker: Mosquitto,
  signal: AbortSignal,
): Promise<void> {
  const faults: readonly (readonly [() => unknown, () => unknown])[] = [
    [() => printer.paperOut(), () => printer.loadPaper()],
    [() => printer.openCover(), () => printer.closeCover()],
    [() => printer.unplugCable(), () => printer.plugCable({ lost: true })],
    [() => printer.powerOff(), () => printer.powerOn()],
    [() => printer.refuseConnections(), () => printer.acceptConnections()],
    [() => broker.stop('SIGKILL'), () => broker.start()],
  ];
  const [begin, end] = faults[Math.floor(random.unit() * faults.length)] ?? [];
  await begin?.();
  await wait(random.between(0.1, 1) * faultLasts, undefined, { signal }).catch(() => undefined);
  await end?.();
}

async function sampleOf({ pid, http }: ApplianceProcess, folder: string): Promise<Sample> {
  const { sequence } = (await (await fetch(`${http}/api/state`)).json()) as { readonly sequence: number };
  const { journal, other } = diskOf(folder);
  const memory = figuresOf(pid).memory / 2 ** 20;
  return { memory, descriptors: descriptorsOf(pid), disk: other, journal, facts: sequence };
}
