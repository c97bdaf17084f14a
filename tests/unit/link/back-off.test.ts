import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { backOff } from '../../../firmware/link/back-off';

const first = (count: number, random: () => number): number[] => {
  const delays = backOff(random);
  return Array.from({ length: count }, () => delays.next().value);
};

test('the longest delay doubles from a quarter of a second to a minute and stays there', () => {
  assert.equal(
    first(11, () => 1),
    [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000],
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

test.run();
