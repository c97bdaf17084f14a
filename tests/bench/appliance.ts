import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mqtt from 'mqtt';
import type { SimulatedPrinter } from '../../simulator/printer';
import { Mosquitto } from '../peers/mosquitto';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { shippedProgram } from '../support/shipped-program';
import { BareBox, bareTopic } from './bare-box';
import { burstRow } from './burst';
import { startFastPrinter } from './fast-printer';
import { linkLatency } from './link-latency';
import { keepOn } from './processors';
import { type Row, sampled, single } from './row';

const presses = 300;

/** Milliseconds between presses: 20 a second, far above any real kiosk, with time to come to rest in between. */
const pace = 50;

const starts = 12;

/** Milliseconds after its start at which a box has done what belongs to that. */
const settled = 4000;

const commandTopic = 'tiski/1/bench/hub/command/take-ticket';

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
  const printer = await startFastPrinter();
  const broker = await new Mosquitto({ persistent: false }).start();
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, siteText(printer.port, broker.url));
  const program = shippedProgram(join(folder, 'program'));
  const box = new ApplianceProcess(siteFile, join(folder, 'state'), { program });
  try {
    const cold = await coldStarts(box);
    await box.start();
    await wait(settled);
    const idle = residentMiB(box.pid);
    const press = async (way: 'http' | 'mqtt'): Promise<Row> => {
      const presser = (url: string, topic: string) =>
        way === 'http' ? httpPresser(url) : mqttPresser(url, topic);
      const bare = new BareBox();
      const url = await bare.start(join(folder, 'bare.bin'), printer.port, way, broker.url);
      keepOn('measured', bare.pid);
      const pressers = [
        await presser(way === 'http' ? box.http : broker.url, commandTopic),
        await presser(url, bareTopic),
      ];
      const [ours = [], floor = []] = await pressTimes(printer, pressers);
      await bare.stop();
      const what = `bare ${way} + write + fdatasync + send`;
      return {
        name: `press by ${way} to first printer byte`,
        unit: 'ms',
        value: sampled(ours),
        floor: { what, value: sampled(floor) },
        bound: { ratio: 2, p99: 10 },
      };
    };
    keepOn('measured', box.pid);
    keepOn('beside', process.pid);
    const byHttp = await press('http');
    const resident = residentMiB(box.pid);
    const byMqtt = await press('mqtt');
    const burst = await burstRow(printer, broker.url, commandTopic);
    keepOn('any', process.pid);
    const link = await linkLatency(broker.url);
    return [
      cold,
      { name: 'resident memory, idle', unit: 'MiB', value: single(idle) },
      {
        name: `resident memory, after ${presses} tickets`,
        unit: 'MiB',
        value: single(resident),
      },
      byHttp,
      byMqtt,
      burst,
      {
        name: 'MQTT event to subscriber',
        unit: 'ms',
        value: link.link,
        floor: { what: 'bare mqtt.js', value: link.bare },
        bound: { ratio: 2.5 },
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
    bound: { median: 250, ratio: 5 },
  };
}

export interface Presser {
  press(): Promise<void>;
  end(): Promise<void>;
}

/** Of each presser, by turns: what else the machine does meets all of them alike. Milliseconds from the press to the first printer byte. */
export async function pressTimes(
  printer: SimulatedPrinter,
  pressers: readonly Presser[],
): Promise<number[][]> {
  const times: number[][] = pressers.map(() => []);
  for (let n = 0; n < presses + 20; n++) {
    for (const [index, presser] of pressers.entries()) {
      const cut = once(printer.events, 'ticket');
      const byte = once(printer.events, 'byte') as Promise<[{ at: number }]>;
      const started = performance.now();
      const answered = presser.press();
      const [{ at }] = await byte;
      if (n >= 20) times[index]?.push(at - started);
      await Promise.all([answered, cut]);
      await wait(pace);
    }
  }
  await Promise.all(pressers.map(presser => presser.end()));
  return times;
}

export async function httpPresser(url: string): Promise<Presser> {
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

async function mqttPresser(url: string, topic: string): Promise<Presser> {
  const client = await mqtt.connectAsync(url);
  if ('setNoDelay' in client.stream) (client.stream as { setNoDelay(on: boolean): void }).setNoDelay(true);
  let count = 0;
  const press = async () => {
    count += 1;
    const body = JSON.stringify({ id: `bench-mqtt-${count}`, by: 'bench', args: { service: 'tax' } });
    await client.publishAsync(topic, body, { qos: 1 });
  };
  return { press, end: () => client.endAsync() };
}

export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+)/)?.[1]) / 1024;
}
