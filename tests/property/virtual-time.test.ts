import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Timer } from '../../hal/platform/time';
import { VirtualTime } from '../../simulator/time/virtual-time';

type Step =
  | { readonly do: 'after' | 'every'; readonly delay: number }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'advance'; readonly by: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom('after' as const, 'every' as const),
      delay: fc.integer({ min: 1, max: 50 }),
    }),
    fc.record({ do: fc.constant('cancel' as const), which: fc.nat(40) }),
    fc.record({ do: fc.constant('advance' as const), by: fc.nat(60) }),
  ),
  { maxLength: 80 },
);

/** The same by the slowest way there is: every millisecond looks at every timer. */
function byHand(list: readonly Step[]): string[] {
  const ran: string[] = [];
  let now = 0;
  let order = 0;
  const timers: { id: number; at: number; order: number; interval?: number; gone?: boolean }[] = [];
  for (const step of list) {
    if (step.do === 'cancel') {
      const timer = timers[step.which];
      if (timer) timer.gone = true;
    } else if (step.do === 'advance') {
      for (const end = now + step.by; now < end; ) {
        now += 1;
        const due = timers.filter(timer => !timer.gone && timer.at === now);
        for (const timer of due.sort((a, b) => a.order - b.order)) {
          ran.push(`${timer.id}@${now}`);
          if (timer.interval === undefined) timer.gone = true;
          else {
            timer.at += timer.interval;
            timer.order = order++;
          }
        }
      }
    } else {
      timers.push({
        id: timers.length,
        at: now + step.delay,
        order: order++,
        ...(step.do === 'every' ? { interval: step.delay } : {}),
      });
    }
  }
  return ran;
}

function byVirtualTime(list: readonly Step[]): { ran: string[]; time: VirtualTime } {
  const time = new VirtualTime();
  const ran: string[] = [];
  const timers: Timer[] = [];
  for (const step of list) {
    if (step.do === 'cancel') timers[step.which]?.cancel();
    else if (step.do === 'advance') time.advance(step.by);
    else {
      const id = timers.length;
      timers.push(time[step.do](step.delay, `timer ${id}`, () => ran.push(`${id}@${time.now()}`)));
    }
  }
  return { ran, time };
}

test('whatever is set and cancelled, the same timers run at the same instants in the same order as by hand', () => {
  fc.assert(
    fc.property(steps, list => {
      assert.equal(byVirtualTime(list).ran, byHand(list));
    }),
    { numRuns: 300 },
  );
});

test('the timers listed are the ones that run, in that order', () => {
  fc.assert(
    fc.property(steps, list => {
      const { ran, time } = byVirtualTime(list.filter(step => step.do !== 'every'));
      const listed = time.timers.map(({ name, at }) => `${name.slice('timer '.length)}@${at}`);
      const before = ran.length;
      time.advance(100);
      assert.equal(ran.slice(before), listed);
      assert.equal(time.timers, []);
    }),
    { numRuns: 300 },
  );
});

test('whichever of many timers are cancelled, the others keep their order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ delay: fc.integer({ min: 1, max: 1000 }), cancelled: fc.boolean() }), {
        minLength: 50,
        maxLength: 200,
        size: 'max',
      }),
      list => {
        const time = new VirtualTime();
        const ran: number[] = [];
        const timers = list.map(({ delay }) => time.after(delay, 'one of many', () => ran.push(time.now())));
        list.forEach(({ cancelled }, index) => {
          if (cancelled) timers[index]?.cancel();
        });
        time.advance(1000);
        const expected = list.filter(({ cancelled }) => !cancelled).map(({ delay }) => delay);
        assert.equal(
          ran,
          expected.sort((a, b) => a - b),
        );
      },
    ),
    { numRuns: 100 },
  );
});

test('time advanced in pieces is time advanced at once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 })), fc.array(fc.nat(30)), (delays, pieces) => {
      const run = (moves: readonly number[]) => {
        const time = new VirtualTime(1000);
        const ran: string[] = [];
        delays.forEach((delay, id) => {
          time.every(delay, `${id}`, () => ran.push(`${id}@${time.now()}`));
        });
        for (const move of moves) time.advance(move);
        return { ran, now: time.now(), monotonic: time.monotonic() };
      };
      assert.equal(run(pieces), run([pieces.reduce((sum, piece) => sum + piece, 0)]));
    }),
    { numRuns: 200 },
  );
});

test.run();
