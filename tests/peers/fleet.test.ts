import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fleet } from '../../simulator/fleet/fleet';
import { runFleet } from '../../simulator/fleet/fleet-command';
import { bundleProgram } from '../support/appliance-process';

const test = suite('tiski fleet');

const program = join(__dirname, '../../firmware/bin/tiski.js');

test('A fleet reports to a real broker, nothing is lost, and what it costs is told', async () => {
  bundleProgram();
  const { missing, doubled, behind, events, delay, bytes, broker, appliance } = await fleet({
    appliances: 6,
    pace: 200,
    seconds: 3,
    quiet: 3,
    processes: 1,
    seed: 1,
    version: '1',
    program,
    notes: () => undefined,
  });
  assert.equal({ missing, doubled, behind }, { missing: 0, doubled: 0, behind: 0 });
  assert.ok(events > 6 && delay.p50 <= delay.p99 && delay.p99 <= delay.max, `${events} events`);
  // Seconds are too short for a figure that means something.
  assert.ok(bytes && [bytes.quiet, bytes.event, bytes.day].every(Number.isFinite));
  assert.ok(broker && broker.memory > 1e6 && appliance.memory > 1e5);
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
