import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FleetReport } from '../../simulator/fleet/fleet';
import { runFleet } from '../../simulator/fleet/fleet-command';
import { OwnMosquitto } from '../../simulator/fleet/own-mosquitto';
import { Subscriber } from '../../simulator/fleet/subscriber';
import { bundleProgram } from '../support/appliance-process';

const test = suite('tiski fleet');

const program = join(__dirname, '../../firmware/bin/tiski.js');

test('A fleet reports to a real broker, nothing is lost, and what it costs is told', async () => {
  bundleProgram();
  let told = '';
  let notes = '';
  const words = ['-n', '6', '--pace', '200', '--seconds', '3', '--processes', '1', '--json'];
  const code = await runFleet(
    words,
    { write: (text: string) => (told += text) },
    { write: (text: string) => (notes += text) },
    program,
  );
  assert.is(code, 0, notes);
  assert.match(notes, 'open, for 3 s');
  const { missing, doubled, behind, events, delay, bytes, broker, appliance }: FleetReport = JSON.parse(told);
  assert.equal({ missing, doubled, behind }, { missing: 0, doubled: 0, behind: 0 });
  assert.ok(events > 6 && delay.p50 <= delay.p99 && delay.p99 <= delay.max, `${events} events`);
  // Seconds are too short for a figure that means something.
  assert.ok(bytes && [bytes.quiet, bytes.event, bytes.day].every(Number.isFinite));
  assert.ok(broker && broker.memory > 1e6 && appliance.memory > 1e5);
});

test('Whoever counts for a fleet sees what came twice and what never came', async () => {
  const broker = await new OwnMosquitto().start();
  const { host } = new URL(broker.url);
  const subscriber = new Subscriber(`mqtt://someone:s%20cret@${host}/fleet`);
  const box = await connectAsync(broker.url, { protocolVersion: 5 });
  try {
    await subscriber.start();
    for (const sequence of [1, 2, 2, 5]) {
      const event = { source: 'a/b', epoch: 'one', sequence, time: new Date().toISOString() };
      await box.publishAsync('tiski/1/a/b/event/ticket', JSON.stringify(event), { qos: 1 });
    }
    while (subscriber.delays.length < 4) await new Promise(resolve => setImmediate(resolve));
    assert.equal(subscriber.order, { missing: 2, doubled: 1 });
    subscriber.forget();
    assert.equal(subscriber.delays, []);
  } finally {
    await box.endAsync();
    await subscriber.stop();
    await broker.stop();
  }
});

test('A broker that is not there, and nonsense, are told', async () => {
  const run = async (...words: string[]) => {
    let told = '';
    const notes = { write: (text: string) => (told += text) };
    const code = await runFleet(words, { write: () => undefined }, notes, program);
    return { code, told };
  };
  assert.is((await run('--broker', 'mqtt://127.0.0.1:1')).code, 1);
  for (const words of [['-n', 'many'], ['--pace', '-1'], ['--nonsense']]) {
    const { code, told } = await run(...words);
    assert.is(code, 2, words.join(' '));
    assert.match(told, 'usage: tiski fleet');
  }
  assert.is((await run('--help')).code, 0);
});

test.run();
