import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pulse } from '../../../firmware/health/pulse';
import { Watchdog } from '../../../firmware/health/watchdog';
import { silent } from '../../../hal/platform/log';
import { turn, VirtualTime } from '../../../simulator/time/virtual-time';

const patience = 30_000;
const day = 24 * 3600 * 1000;

function kennel(pulses: readonly Pulse[]) {
  const time = new VirtualTime();
  const feedings: number[] = [];
  const told: string[] = [];
  const log = {
    ...silent,
    error: (fields: object) => told.push((fields as { readonly still: string }).still),
  };
  const watchdog = new Watchdog({ pulses, patience, feed: () => feedings.push(time.now()), time, log });
  return { time, feedings, told, watchdog };
}

function longestGap(feedings: readonly number[], from: number, to: number): number {
  const instants = [from, ...feedings.filter(at => at > from), to];
  return Math.max(...instants.map((at, place) => at - (instants[place - 1] ?? at)));
}

const alive = (part: string): Pulse => ({ part, prove: async () => undefined });

const test = suite('watchdog');

test('while every part goes on it is fed three times in its patience, all day', async () => {
  const { time, feedings, watchdog } = kennel([alive('journal'), alive('link')]);
  watchdog.start();
  await time.runTo(day);
  assert.ok(
    longestGap(feedings, 0, day) <= patience / 3,
    `${longestGap(feedings, 0, day)} ms without a feeding`,
  );
  watchdog.stop();
  assert.equal(time.timers, []);
});

test('a part that does not answer ends the feeding, and the log says which', async () => {
  let hangs = false;
  const journal: Pulse = {
    part: 'journal',
    prove: () => (hangs ? new Promise(() => {}) : Promise.resolve(undefined)),
  };
  const { time, feedings, told, watchdog } = kennel([alive('link'), journal]);
  watchdog.start();
  await time.runTo(60_000);
  hangs = true;
  await time.runTo(70_000);
  const before = feedings.length;
  await time.runTo(70_000 + 10 * patience);
  assert.is(feedings.length, before);
  assert.equal(told, ['journal does not answer']);
  watchdog.stop();
});

test('a part that cannot even be asked ends the feeding, and being told to begin twice changes nothing', async () => {
  const broken: Pulse = {
    part: 'journal',
    prove: async () => {
      throw new Error('the disk is gone');
    },
  };
  const { time, feedings, told, watchdog } = kennel([broken]);
  watchdog.start();
  watchdog.start();
  assert.is(time.timers.length, 1);
  await time.runTo(patience);
  assert.equal([feedings, told], [[], ['journal: the disk is gone']]);
  watchdog.stop();
});

test('a part that says that it stands still ends the feeding until it goes on again', async () => {
  let still: string | undefined;
  const devices: Pulse = { part: 'devices', prove: async () => still };
  const { time, feedings, told, watchdog } = kennel([devices]);
  watchdog.start();
  await time.runTo(60_000);
  still = 'nothing moves in the driver of printer';
  await time.runTo(100_000);
  const before = feedings.length;
  await time.runTo(130_000);
  assert.is(feedings.length, before);
  still = undefined;
  await time.runTo(132_000);
  assert.is(feedings.length, before + 1, 'it is fed within a second once the part goes on');
  assert.equal(told, ['devices: nothing moves in the driver of printer']);
  watchdog.stop();
});

test('an answer that comes late counts, and nothing is fed after the stop', async () => {
  let answer: (() => void) | undefined;
  const slow: Pulse = {
    part: 'journal',
    prove: () => new Promise(resolve => (answer = () => resolve(undefined))),
  };
  const { time, feedings, watchdog } = kennel([slow]);
  watchdog.start();
  await time.runTo(25_000);
  assert.is(feedings.length, 0);
  answer?.();
  await turn();
  assert.is(feedings.length, 1);
  await time.runTo(36_000);
  watchdog.stop();
  answer?.();
  await turn();
  assert.is(feedings.length, 1);
});

test.run();
