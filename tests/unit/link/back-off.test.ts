import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { backOff } from '../../../firmware/link/back-off';
import { Random } from '../../../simulator/random';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const first = (count: number, random: () => number): number[] => {
  const delays = backOff(random);
  return Array.from({ length: count }, () => delays.next().value);
};

test('the longest delay doubles from a quarter of a second to ten minutes and stays there', () => {
  assert.equal(
    first(15, () => 1).map(delay => delay / 1000),
    [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 580, 580, 580],
  );
});

test('the delay is drawn from all of it, so that a crowd spreads out', () => {
  assert.equal(
    first(4, () => 0),
    [0, 0, 0, 0],
  );
  assert.equal(
    first(3, () => 0.5),
    [125, 250, 500],
  );
});

const minute = 60_000;

/** When each of a crowd is back, ms after the broker is: all lost it in the same moment, and an attempt fails at once until then. */
function returns(crowd: number, outage: number, seed: number): number[] {
  const time = new VirtualTime();
  const random = new Random(seed);
  const back: number[] = [];
  for (let box = 0; box < crowd; box++) {
    const delays = backOff(() => random.unit());
    const attempt = () => {
      if (time.monotonic() < outage) time.after(delays.next().value, 'attempt', attempt);
      else back.push(time.monotonic() - outage);
    };
    attempt();
  }
  time.advance(outage + 20 * minute);
  return back.sort((a, b) => a - b);
}

function busiestSecond(moments: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const second = Math.floor(moment / 1000);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

for (const seed of [1, 2])
  test(`10 000 boxes that lost their broker for ten minutes come back in ten, at most 50 in a second, seed ${seed}`, () => {
    const back = returns(10_000, 10 * minute, seed);
    assert.is(back.length, 10_000);
    const [peak, most] = [busiestSecond(back), back[9899] ?? Number.NaN];
    assert.ok(peak <= 50, `${peak} in a second`);
    assert.ok(most <= 10 * minute, `99 % after ${most / 1000} s`);
  });

test.run();
