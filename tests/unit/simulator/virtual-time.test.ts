import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sleep } from '../../../hal/platform/time';
import { FasterTime } from '../../../simulator/time/faster-time';
import { dayAfter, localInstant, weekdayOf } from '../../../simulator/time/local-instant';
import { VirtualTime } from '../../../simulator/time/virtual-time';

test('a timer runs at its instant, not before', () => {
  const time = new VirtualTime(5000);
  const ran: number[] = [];
  time.after(100, 'once', () => ran.push(time.now()));
  time.advance(99);
  assert.equal(ran, []);
  time.advance(1);
  assert.equal(ran, [5100]);
  assert.is(time.monotonic(), 100);
});

test('a delay of nothing, or of no number, is one millisecond, as on the machine', () => {
  const time = new VirtualTime();
  const ran: number[] = [];
  for (const delay of [0, -5, Number.NaN, 0.4, 1.9]) time.after(delay, 'soon', () => ran.push(time.now()));
  time.advance(1);
  assert.equal(ran, [1, 1, 1, 1, 1]);
});

test('a timer set on the way runs on the way', () => {
  const time = new VirtualTime();
  const ran: string[] = [];
  time.after(10, 'first', () => {
    ran.push('first');
    time.after(10, 'second', () => ran.push('second'));
  });
  time.advance(20);
  assert.equal(ran, ['first', 'second']);
});

test('a repeated timer can end itself', () => {
  const time = new VirtualTime();
  let runs = 0;
  const timer = time.every(10, 'thrice', () => {
    runs += 1;
    if (runs === 3) timer.cancel();
  });
  time.advance(1000);
  assert.is(runs, 3);
  assert.equal(time.timers, []);
});

test('what a timer throws comes out, and time goes on from there', () => {
  const time = new VirtualTime();
  let ran = false;
  time.after(10, 'bad', () => {
    throw new Error('bad timer');
  });
  time.after(20, 'good', () => {
    ran = true;
  });
  assert.throws(() => time.advance(30), /bad timer/);
  assert.is(time.now(), 10);
  time.advance(20);
  assert.ok(ran);
});

test('a timer cannot move time itself', () => {
  const time = new VirtualTime();
  time.after(10, 'greedy', () => time.advance(5));
  assert.throws(() => time.advance(10), /time moves already/);
});

test('promises have their turn between timers', async () => {
  const time = new VirtualTime();
  const story: string[] = [];
  const walk = async (who: string, pace: number) => {
    for (let step = 1; step <= 3; step++) {
      await sleep(time, pace, who);
      story.push(`${who} ${time.now()}`);
    }
  };
  void walk('slow', 20);
  void walk('fast', 15);
  await time.runTo(60);
  assert.equal(story, ['fast 15', 'slow 20', 'fast 30', 'slow 40', 'fast 45', 'slow 60']);
  assert.is(time.now(), 60);
});

test('time runs until what is waited for has come, and no further', async () => {
  const time = new VirtualTime();
  time.every(7, 'for ever', () => {});
  await time.runUntil(sleep(time, 100, 'wait'));
  assert.is(time.now(), 100);
});

test('waiting for what can never come ends with an error instead of for ever', async () => {
  const time = new VirtualTime();
  const error = await time.runUntil(new Promise(() => {})).then(
    () => undefined,
    (problem: Error) => problem.message,
  );
  assert.match(error ?? '', 'time stands still');
});

test('in a faster time an hour passes in its share of an hour', () => {
  const base = new VirtualTime(1_000_000);
  base.advance(500);
  const time = new FasterTime(base, 60);
  const ran: number[] = [];
  time.after(3_600_000, 'an hour', () => ran.push(time.now() - 1_000_500));
  base.advance(60_000);
  assert.equal(ran, [3_600_000]);
  assert.is(base.monotonic(), 60_500);
});

test('local times are found on both sides of the changes of the clock', () => {
  const zone = 'Europe/Helsinki';
  const at = (day: string, minute: number) => new Date(localInstant(day, minute, zone)).toISOString();
  assert.is(at('2014-11-04', 9 * 60), '2014-11-04T07:00:00.000Z');
  assert.is(at('2014-07-01', 9 * 60), '2014-07-01T06:00:00.000Z');
  assert.is(at('2015-03-29', 2 * 60 + 59), '2015-03-29T00:59:00.000Z');
  assert.is(at('2015-03-29', 3 * 60 + 30), '2015-03-29T01:30:00.000Z', 'skipped');
  assert.is(at('2015-03-29', 9 * 60), '2015-03-29T06:00:00.000Z');
  assert.is(at('2014-10-26', 3 * 60 + 30), '2014-10-26T00:30:00.000Z', 'shown twice: the first');
  assert.is(at('2014-10-26', 9 * 60), '2014-10-26T07:00:00.000Z');
  assert.is(
    new Date(localInstant('2014-11-04', 0, 'America/St_Johns')).toISOString(),
    '2014-11-04T03:30:00.000Z',
  );
});

test('days follow each other over the ends of months and leap days', () => {
  assert.is(dayAfter('2014-12-31'), '2015-01-01');
  assert.is(dayAfter('2016-02-28'), '2016-02-29');
  assert.is(weekdayOf('2014-11-04'), 2);
});

test.run();
