import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import * as assert from 'uvu/assert';
import { SimulatedPrinter } from '../../simulator/printer';
import { Random } from '../../simulator/random';
import { Mosquitto } from '../peers/mosquitto';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { DiskStalls } from '../support/disk-stalls';
import { awake, pause, SteadyTime } from '../support/steady-time';
import { watched } from '../support/watched-wire';

/** Presses of one burst, sent side by side. */
const burst = 24;

/** Milliseconds after the first press of a burst within which the process dies. */
const latestKill = 160;

interface Press {
  readonly id: string;
  /** The ticket that the person was given, if anybody was told. */
  ticket?: string;
}

interface Published {
  readonly epoch: string;
  readonly sequence: number;
  readonly type: string;
  readonly ticket: string | undefined;
}

const siteText = (printer: number, broker: string) => `
version: 1
site: crash
appliance: hub
name: { fi: Testi }
languages: [fi]
organisations: [{ id: kunta, name: { fi: Kunta } }]
services:
  - { id: kunta, letter: K, organisation: kunta, name: { fi: Kunta } }
  - { id: vero, letter: V, organisation: kunta, name: { fi: Vero } }
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [kunta, vero] }]
kiosks: [{ id: lobby, printer: printer }]
devices: { printer: { driver: escpos-tcp, host: 127.0.0.1, port: ${printer}, profile: epson } }
http: { port: 0 }
mqtt: { url: "${broker}" }
`;

export interface PowerCutsReport {
  readonly kills: number;
  readonly presses: number;
  readonly acknowledged: number;
  readonly events: number;
  readonly tickets: number;
  /** From the start of the process to ready without the machine's stalls, ms. */
  readonly start: { readonly median: number; readonly slowest: number };
}

/**
 * Kills a whole program in bursts of presses: no number twice, every acknowledged ticket there, no gap on the wire, ready again within 2 s
 * (product.md, "Nothing is lost").
 */
export async function powerCuts({
  kills,
  seed,
}: {
  readonly kills: number;
  readonly seed: number;
}): Promise<PowerCutsReport> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-kill-'));
  const random = new Random(seed).stream('kills');
  const printer = new SimulatedPrinter({
    time: new SteadyTime(),
    speed: Number.POSITIVE_INFINITY,
    cutTime: 0,
    paper: 1e9,
  });
  await printer.start();
  const broker = new Mosquitto({ persistent: false });
  await broker.start();
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, siteText(printer.port, broker.url));
  const box = new ApplianceProcess(siteFile, join(folder, 'state'));
  const person = await mqtt.connectAsync(broker.url, { clientId: 'person', reconnectPeriod: 0 });
  person.setMaxListeners(0);
  const published = await receiver(broker.url);
  const presses: Press[] = [];
  const starts: number[] = [];
  const disk = new DiskStalls(folder);
  try {
    for (let n = 0; n < kills; n++) {
      const before = disk.stalled;
      await box.start();
      starts.push(box.readyAfterOwnTime - (disk.stalled - before));
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      const answers = Array.from({ length: burst }, (_, place) => {
        const press: Press = { id: `${n}-${place}` };
        presses.push(press);
        return place % 2 === 0 ? pressByHttp(box.http, agent, press) : pressByMqtt(person, press);
      });
      await pause(random.between(20, latestKill));
      await box.kill();
      agent.destroy();
      await Promise.race([Promise.all(answers), new Promise(resolve => setTimeout(resolve, 30))]);
    }
    await box.start();
    await settled(published, box);

    const told = presses.filter(press => press.ticket !== undefined);
    assert.ok(
      told.length > kills,
      `only ${told.length} of ${presses.length} presses were acknowledged: the kills come too early to say anything`,
    );
    assert.ok(
      told.length < presses.length,
      'every press was acknowledged: the kills come too late to say anything',
    );
    assert.is(new Set(told.map(press => press.ticket)).size, told.length, 'two people hold the same number');

    const tickets = new Set((await view(box)).tickets.map(({ code }) => code));
    for (const press of told)
      assert.ok(tickets.has(press.ticket ?? ''), `${press.ticket} was given and is gone`);
    for (const press of told.slice(-burst * 3)) {
      const again: Press = { id: press.id };
      await pressByHttp(box.http, new Agent(), again);
      assert.is(again.ticket, press.ticket, 'the same id gave another number');
    }

    const epochs = new Set(published.map(({ epoch }) => epoch));
    assert.is(epochs.size, 1);
    const kept = keepHighest(published);
    for (const [place, { sequence }] of kept.entries())
      assert.is(sequence, place + 1, 'a gap or a reordering on the wire');
    const issued = kept
      .filter(({ type }) => type === 'fi.tiski.ticket.issued.v1')
      .map(({ ticket }) => ticket);
    assert.is(new Set(issued).size, issued.length, 'a number was issued twice');
    assert.equal(new Set(issued), tickets, 'the receiver knows other tickets than the box');

    const printed = printer.tickets
      .filter(({ complete }) => complete)
      // What a kill left hanging is cut off before the next number, and may be nothing.
      .flatMap(({ text }) => text.find(line => /^\s*[KV]\d{3,4}\s*$/.test(line))?.trim() ?? []);
    assert.is(new Set(printed).size, printed.length, 'a ticket was printed twice');
    const sorted = starts.toSorted((a, b) => a - b).map(Math.round);
    const [median = 0] = sorted.slice(sorted.length >> 1);
    const slowest = Math.max(...sorted);
    assert.ok(slowest < 2000, `the slowest start took ${slowest} ms`);
    return {
      kills,
      presses: presses.length,
      acknowledged: told.length,
      events: kept.length,
      tickets: tickets.size,
      start: { median, slowest },
    };
  } finally {
    await box.kill();
    person.end(true);
    await published.end();
    await broker.remove();
    await printer.stop();
    await disk.stop();
    rmSync(folder, { recursive: true });
  }
}

function pressByHttp(url: string, agent: Agent, press: Press): Promise<void> {
  return new Promise(resolve => {
    const body = JSON.stringify({ id: press.id, by: 'test', args: { service: 'kunta' } });
    const call = request(
      `${url}/api/command/take-ticket`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      response => {
        let text = '';
        response.on('data', data => {
          text += data;
        });
        response.on('error', () => resolve());
        response.on('end', () => {
          const reply = JSON.parse(text);
          if (reply.ok) press.ticket = reply.result.ticket;
          resolve();
        });
      },
    );
    call.on('error', () => resolve());
    call.end(body);
  });
}

async function pressByMqtt(person: MqttClient, press: Press): Promise<void> {
  await person.subscribeAsync(`tiski/1/crash/hub/reply/${press.id}`, { qos: 1 });
  const answered = new Promise<void>(resolve => {
    person.on('message', function take(topic, payload) {
      if (!topic.endsWith(`/reply/${press.id}`)) return;
      person.off('message', take);
      const reply = JSON.parse(payload.toString());
      if (reply.ok) press.ticket = reply.result.ticket;
      resolve();
    });
  });
  await person.publishAsync(
    'tiski/1/crash/hub/command/take-ticket',
    JSON.stringify({ id: press.id, by: 'test', args: { service: 'vero' } }),
    { qos: 1 },
  );
  await answered;
}

/** What an integrator's program gets: every event of the box, in the order of arrival. */
async function receiver(url: string): Promise<Published[] & { end(): Promise<void> }> {
  const client = watched(await mqtt.connectAsync(url, { clientId: 'receiver', reconnectPeriod: 0 }));
  const events: Published[] = [];
  client.on('message', (_, payload) => {
    const { epoch, sequence, type, data } = JSON.parse(payload.toString());
    events.push({ epoch, sequence: Number(sequence), type, ticket: data.ticket });
  });
  await client.subscribeAsync('tiski/1/crash/hub/event/#', { qos: 1 });
  return Object.assign(events, { end: () => client.endAsync(true) });
}

function keepHighest(events: readonly Published[]): Published[] {
  let highest = 0;
  return events.filter(({ sequence }) => {
    if (sequence <= highest) return false;
    highest = sequence;
    return true;
  });
}

async function view(box: ApplianceProcess): Promise<{ sequence: number; tickets: { code: string }[] }> {
  return (await fetch(`${box.http}/api/state`)).json() as never;
}

/** Until the box is quiet and the receiver has heard of every ticket of it, and nothing more comes. */
async function settled(published: readonly Published[], box: ApplianceProcess): Promise<void> {
  const deadline = awake() + 60_000;
  let before = '';
  while (awake() < deadline) {
    const { sequence, tickets } = await view(box);
    const heard = new Set(published.map(({ ticket }) => ticket));
    const now = `${sequence} ${published.length}`;
    if (now === before && tickets.every(({ code }) => heard.has(code))) return;
    before = now;
    await pause(500);
  }
  assert.unreachable('the receiver never caught up');
}
