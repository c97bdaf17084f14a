import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AwakeClock } from '../../../hal/platform/awake-clock';
import type { Time } from '../../../hal/platform/time';

/** A time whose one timer fires when the test says so. */
function stoppable() {
  let now = 1_000;
  let alarm: { at: number; run: () => void } | undefined;
  const time: Time = {
    now: () => now,
    monotonic: () => now,
    after: (delay, name, run) => {
      const mine = { at: now + delay, run };
      alarm = mine;
      return { name, cancel: () => (alarm = alarm === mine ? undefined : alarm) };
    },
    every: () => {
      throw new Error('not used');
    },
  };
  return {
    time,
    /** Lets so much time pass; the timer fires at its end if it is due by then. */
    pass(milliseconds: number) {
      now += milliseconds;
      const due = alarm && alarm.at <= now ? alarm : undefined;
      if (due) alarm = undefined;
      due?.run();
    },
  };
}

test('an alarm that comes in time counts every millisecond', () => {
  const { time, pass } = stoppable();
  const clock = new AwakeClock(time, 'test');
  const start = clock.now();
  let rang = 0;
  clock.wakeAt(start + 300, () => rang++);
  pass(299);
  assert.is(rang, 0);
  pass(11);
  assert.is(rang, 1);
  assert.is(clock.now() - start, 310);
});

test('a program that was stopped has not waited: the deadline is reached a moment after it woke', () => {
  const { time, pass } = stoppable();
  const clock = new AwakeClock(time, 'test');
  const start = clock.now();
  const looks: number[] = [];
  const look = () => {
    looks.push(clock.now() - start);
    if (clock.now() < start + 300) clock.wakeAt(start + 300, look);
  };
  clock.wakeAt(start + 300, look);
  pass(100);
  pass(5_000);
  assert.equal(looks, [250]);
  pass(50);
  assert.equal(looks, [250, 300]);
});

test('a stop that no alarm fell into is time like any other', () => {
  const { time, pass } = stoppable();
  const clock = new AwakeClock(time, 'test');
  const start = clock.now();
  clock.wakeAt(start + 3_000, () => {});
  pass(2_000);
  assert.is(clock.now() - start, 2_000);
});

test('on a machine that is always late every deadline is reached all the same', () => {
  const { time, pass } = stoppable();
  const clock = new AwakeClock(time, 'test');
  const start = clock.now();
  let reached = false;
  const look = () => {
    reached = clock.now() >= start + 300;
    if (!reached) clock.wakeAt(start + 300, look);
  };
  clock.wakeAt(start + 300, look);
  for (let round = 0; round < 4 && !reached; round++) pass(1_000);
  assert.ok(reached);
});

test('a cancelled alarm stays silent', () => {
  const { time, pass } = stoppable();
  const clock = new AwakeClock(time, 'test');
  let rang = false;
  clock.wakeAt(clock.now() + 10, () => {
    rang = true;
  });
  clock.cancel();
  pass(1_000);
  assert.not(rang);
});

test.run();
