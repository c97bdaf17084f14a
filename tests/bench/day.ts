import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mqtt from 'mqtt';
import { loadSite } from '../../firmware/config/load-site';
import { Topics } from '../../firmware/link/topics';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { alwaysOpen } from '../../simulator/always-open';
import { Peers } from '../../simulator/peers/peers';
import { withVirtualDevices } from '../../simulator/peers/virtual-devices';
import { siteFile } from '../../simulator/site-files';
import { PacedTime } from '../../simulator/time/paced-time';
import { Mosquitto } from '../peers/mosquitto';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { shippedProgram } from '../support/shipped-program';
import { askedOnADay } from './lived-day';
import { type Row, single } from './row';

/** Milliseconds from one wish to the next: the seven hours in half a minute, so that nothing is collected in quiet hours in between. */
const pace = 80;

/** Milliseconds after the last wish, as after closing time. */
const evening = 5000;

/** Wishes that come to nothing, such as a call when nobody waits: with people in a hurry some more than on the day itself. */
const mostRefused = 60;

/** Streams that pages hold open: two lobby displays, three counters. */
const streams = ['/api/display/stream', '/api/display/stream', '/api/stream', '/api/stream', '/api/stream'];

/** What a process takes of the memory, MiB. */
export interface Memory {
  /** As `ps` and `top` show it: with the pages of files, such as the program of Node itself, that others may share. */
  readonly resident: number;
  /** The same with shared pages divided among those who share them. */
  readonly proportional: number;
  /** What no file could give back. */
  readonly anonymous: number;
}

export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024;
  return { resident: of('Rss'), proportional: of('Pss'), anonymous: of('Anonymous') };
}

/** The program as it ships lives a day of Mikkeli, with its printer, its video unit, its broker and the people outside the process. */
export async function dayRows(): Promise<Row[]> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-day-'));
  const program = shippedProgram(join(folder, 'program'));
  try {
    const { idle, lived } = await livedDay(folder, program);
    const bare = await bareNode();
    const row = (name: string, memory: Memory, figure: keyof Memory, bound?: number): Row => ({
      name,
      unit: 'MiB',
      value: single(memory[figure]),
      floor: { what: 'bare node', value: single(bare[figure]) },
      ...(bound !== undefined && { bound: { median: bound } }),
    });
    return [
      row('resident memory of Mikkeli, idle', idle, 'resident'),
      row('resident memory after a simulated day of Mikkeli', lived, 'resident', 80),
      row('the same, shared pages divided (PSS)', lived, 'proportional'),
      row('the same, without pages of files', lived, 'anonymous'),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function livedDay(folder: string, program: string): Promise<{ idle: Memory; lived: Memory }> {
  const asked = await askedOnADay();
  const taken = asked.filter(({ name }) => name === 'take-ticket').length;
  const time = new SystemTime();
  const paperTime = new PacedTime(time);
  paperTime.pace = 60;
  const peers = new Peers({ time, paperTime, log: silent, virtual: false, printers: true });
  const broker = await new Mosquitto({ persistent: false }).start();
  const { site } = loadSite(siteFile('mikkeli'));
  const met = await peers.meet(
    withVirtualDevices(alwaysOpen(site), (_, { driver }) => driver.startsWith('firmata')),
  );
  const file = join(folder, 'site.yaml');
  const logo = readFileSync(siteFile('mikkeli').replace('mikkeli.yaml', 'logo.svg'));
  writeFileSync(join(folder, 'logo.svg'), logo);
  writeFileSync(
    file,
    JSON.stringify({ ...met, ticket: { logo: 'logo.svg' }, http: { port: 0 }, mqtt: { url: broker.url } }),
  );
  const box = new ApplianceProcess(file, join(folder, 'state'), { program });
  const open: ClientRequest[] = [];
  try {
    await box.start();
    await box.stop();
    await box.start();
    await wait(evening);
    const idle = memoryOf(box.pid);
    for (const path of streams)
      open.push(get(box.http + path, { agent: false }, response => response.resume()).on('error', () => {}));
    const people = await mqtt.connectAsync(broker.url);
    const topics = new Topics(site.site, site.appliance);
    let refused = 0;
    people.on('message', (_, payload) => {
      if (!JSON.parse(payload.toString()).ok) refused += 1;
    });
    await people.subscribeAsync(topics.reply('+'), { qos: 1 });
    for (const [index, { name, args }] of asked.entries()) {
      const wish = JSON.stringify({ id: `wish-${index}`, by: 'bench', args });
      await people.publishAsync(`${topics.base}/command/${name}`, wish, { qos: 1 });
      await wait(pace);
    }
    await wait(evening);
    const lived = memoryOf(box.pid);
    await people.endAsync();
    const tickets = [...peers.printers.values()].reduce((sum, printer) => sum + printer.tickets.length, 0);
    if (tickets !== taken || refused > mostRefused)
      throw new Error(`${tickets} tickets, ${refused} refused: that was no day of Mikkeli`);
    return { idle, lived };
  } finally {
    for (const one of open) one.destroy();
    await box.stop();
    await broker.remove();
    await peers.stop();
  }
}

/** The least process of the same Node. */
async function bareNode(): Promise<Memory> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log(1)'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await wait(500);
  const memory = memoryOf(child.pid ?? 0);
  child.kill();
  return memory;
}
