import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cesOf, csatOf, npsOf } from '../../../firmware/servicepoint/feedback/formulas';

const near = (actual: number | undefined, expected: number, message?: string) =>
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) < 5e-4,
    `${message ?? ''} ${actual} ≈ ${expected}`,
  );

test('satisfaction is the share of the two best answers, and their mean', () => {
  const csat = csatOf([1, 1, 2, 3, 3], '1-5');
  assert.is(csat?.answers, 10);
  near(csat?.satisfied.share, 0.6);
  near(csat?.mean, 3.6);
});

test('on four faces the two happy ones are satisfied, and the mean is of 1 to 4', () => {
  const csat = csatOf([2, 2, 3, 3], '1-4');
  near(csat?.satisfied.share, 0.6);
  near(csat?.mean, 2.7);
});

test('effort is a mean of which less is better', () => {
  const ces = cesOf([6, 2, 1, 0, 1], '1-5');
  near(ces?.mean, 1.8);
  near(ces?.littleEffort.share, 0.8);
});

test('6 is a detractor, 7 and 8 are neither, 9 is a promoter', () => {
  //                 0  1  2  3  4  5  6  7  8  9 10
  near(npsOf([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])?.score, -100);
  near(npsOf([0, 0, 0, 0, 0, 0, 0, 5, 5, 0, 0])?.score, 0);
  near(npsOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0])?.score, 100);
  near(npsOf([1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2])?.score, 20);
});

test('no answers give no figure', () => {
  assert.is(csatOf([0, 0, 0, 0, 0], '1-5'), undefined);
  assert.is(cesOf([0, 0, 0, 0], '1-4'), undefined);
  assert.is(npsOf(new Array(11).fill(0)), undefined);
});

test('the interval of a share is that of Wilson', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 and 0 of 20.
  const many = csatOf([0, 0, 182, 0, 81], '1-5')?.satisfied;
  near(many?.low, 0.2553);
  near(many?.high, 0.3662);
  const none = csatOf([20, 0, 0, 0, 0], '1-5')?.satisfied;
  near(none?.low, 0);
  near(none?.high, 0.1611);
});

test.run();
