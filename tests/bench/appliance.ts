import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mqtt from 'mqtt';
import { SystemTime } from '../../hal/platform/time';
import { SimulatedPrinter } from '../../simulator/printer';
import { Mosquitto } from '../peers/mosquitto';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { linkLatency } from './link-latency';
import { type Row, sampled, single } from './row';

const presses = 300;

/** Milliseconds between presses: 20 a second, far above any real kiosk, with time to come to rest in between. */
const pace = 50;

const starts = 12;

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

/** The program as it ships, in a process of its own; printer, broker and presser outside it. */
export async function applianceRows(): Promise<Row[]> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-'));
  const printer = new SimulatedPrinter({
    time: new SystemTime(),
    speed: Number.POSITIVE_INFINITY,
    cutTime: 0,
    paper: 1e9,
  });
  await printer.start();
  const broker = await new Mosquitto({ persistent: false }).start();
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, siteText(printer.port, broker.url));
  const box = new ApplianceProcess(siteFile, join(folder, 'state'));
  try {
    const cold = await coldStarts(box);
    await box.start();
    await wait(3000);
    const idle = residentMiB(box.pid);
    const floor = await bareFloor(folder);
    const byHttp = await pressRow(
      'press by HTTP to first printer byte',
      printer,
      floor,
      await httpPresser(box.http),
    );
    const byMqtt = await pressRow(
      'press by MQTT to first printer byte',
      printer,
      floor,
      await mqttPresser(broker.url),
    );
    const link = await linkLatency(broker.url);
    return [
      cold,
      { name: 'resident memory, idle', unit: 'MiB', value: single(idle), bound: { median: 96 } },
      {
        name: `resident memory, after ${presses * 2} tickets`,
        unit: 'MiB',
        value: single(residentMiB(box.pid)),
      },
      byHttp,
      byMqtt,
      {
        name: 'MQTT event to subscriber',
        unit: 'ms',
        value: link.link,
        floor: { what: 'bare mqtt.js', value: link.bare },
      },
    ];
  } finally {
    await box.stop();
    await broker.remove();
    await printer.stop();
    rmSync(folder, { recursive: true });
  }
}

async function coldStarts(box: ApplianceProcess): Promise<Row> {
  const ours: number[] = [];
  const floor: number[] = [];
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;
  for (let n = 0; n < starts; n++) {
    await box.start();
    ours.push(box.readyAfter);
    await box.stop();
    const started = performance.now();
    spawnSync(process.execPath, ['-e', '0'], { env });
    floor.push(performance.now() - started);
  }
  // The first start fills the cache of compiled code, as the installation of an update does.
  return {
    name: 'start to ready',
    unit: 'ms',
    value: sampled(ours.slice(1)),
    floor: { what: 'bare node', value: sampled(floor.slice(1)) },
    bound: { median: 400 },
  };
}

type Presser = () => Promise<void>;

async function pressRow(
  name: string,
  printer: SimulatedPrinter,
  floor: readonly number[],
  presser: { press: Presser; end: () => Promise<void> },
): Promise<Row> {
  const times: number[] = [];
  for (let n = 0; n < presses + 20; n++) {
    const cut = once(printer.events, 'ticket');
    const byte = once(printer.events, 'byte') as Promise<[{ at: number }]>;
    const started = performance.now();
    const answered = presser.press();
    const [{ at }] = await byte;
    if (n >= 20) times.push(at - started);
    await Promise.all([answered, cut]);
    await wait(pace);
  }
  await presser.end();
  return {
    name,
    unit: 'ms',
    value: sampled(times),
    floor: { what: 'write + fdatasync + send', value: sampled(floor) },
    bound: { ratio: 3, p99: 25 },
  };
}

async function httpPresser(url: string): Promise<{ press: Presser; end: () => Promise<void> }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let count = 0;
  const press = () =>
    new Promise<void>((resolve, reject) => {
      count += 1;
      const body = JSON.stringify({ id: `bench-http-${count}`, by: 'bench', args: { service: 'tax' } });
      const headers = { 'content-type': 'application/json' };
      const call = request(`${url}/api/command/take-ticket`, { method: 'POST', agent, headers }, response => {
        response.resume();
        response.on('end', resolve);
      });
      call.on('error', reject);
      call.end(body);
    });
  return { press, end: async () => agent.destroy() };
}

async function mqttPresser(url: string): Promise<{ press: Presser; end: () => Promise<void> }> {
  const client = await mqtt.connectAsync(url);
  if ('setNoDelay' in client.stream) (client.stream as { setNoDelay(on: boolean): void }).setNoDelay(true);
  let count = 0;
  const press = async () => {
    count += 1;
    const body = JSON.stringify({ id: `bench-mqtt-${count}`, by: 'bench', args: { service: 'tax' } });
    await client.publishAsync('tiski/1/bench/hub/command/take-ticket', body, { qos: 1 });
  };
  return { press, end: () => client.endAsync() };
}

/** A bare write after a bare fdatasync, to a socket of the same process. */
async function bareFloor(folder: string): Promise<number[]> {
  const fd = openSync(join(folder, 'floor.bin'), 'w');
  const record = Buffer.alloc(200, 'x');
  const ticket = Buffer.alloc(300, 'y');
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
  socket.setNoDelay(true);
  const [sink] = await accepted;
  const times: number[] = [];
  for (let n = 0; n < presses + 20; n++) {
    const arrived = once(sink, 'data');
    const started = performance.now();
    writeSync(fd, record);
    fdatasyncSync(fd);
    socket.write(ticket);
    await arrived;
    if (n >= 20) times.push(performance.now() - started);
    await wait(pace);
  }
  closeSync(fd);
  socket.destroy();
  server.close();
  return times;
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+)/)?.[1]) / 1024;
}
