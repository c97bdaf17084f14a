import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GestureRecognizer } from '../../../hal/lines/gesture-recognizer';

const debounce = 20;
const settings = { debounce, holdAfter: 800, doubleWithin: 400, stuckAfter: 5000 };

const bounces = fc.array(fc.integer({ min: 0, max: debounce - 1 }), { maxLength: 6 });

/** What a finger and a contact do: down and up for longer than the contact bounces, ms, and when it bounces after each change. */
const presses = fc.array(
  fc.record({
    up: fc.integer({ min: debounce, max: 1200 }),
    down: fc.integer({ min: debounce, max: 8000 }),
    closing: bounces,
    opening: bounces,
  }),
  { maxLength: 30 },
);

const gestureSets = fc.subarray(['press', 'hold', 'double'] as const, { minLength: 1 });

interface RawEdge {
  readonly active: boolean;
  readonly at: number;
}

/** A change and its bounces: an even number of them, so that the contact ends where it went. */
function bouncing(active: boolean, at: number, offsets: readonly number[]): RawEdge[] {
  const even = offsets.slice(offsets.length % 2).toSorted((a, b) => a - b);
  return [0, ...even].map((offset, index) => ({
    at: at + offset,
    active: (index % 2 === 0) === active,
  }));
}

function edgesOf(list: readonly (typeof presses extends fc.Arbitrary<(infer P)[]> ? P : never)[]): RawEdge[] {
  let now = 0;
  return list.flatMap(({ up, down, closing, opening }) => {
    const closed = now + up;
    now = closed + down;
    return [...bouncing(true, closed, closing), ...bouncing(false, now, opening)];
  });
}

test('however a contact bounces, each press of a finger is one press', () => {
  fc.assert(
    fc.property(presses, list => {
      const recognizer = new GestureRecognizer({ ...settings, gestures: ['press'] });
      const told = edgesOf(list).flatMap(({ active, at }) => recognizer.edge({ active, at, lost: 0 }));
      assert.is(told.length, list.length);
      assert.is(recognizer.counters.presses, list.length);
      assert.is(recognizer.counters.stuck, list.filter(({ down }) => down >= settings.stuckAfter).length);
    }),
  );
});

test('every press is part of exactly one gesture, whatever is configured', () => {
  fc.assert(
    fc.property(presses, list => {
      const recognizer = new GestureRecognizer({ ...settings, gestures: ['press', 'hold', 'double'] });
      const told = edgesOf(list).flatMap(({ active, at }) => recognizer.edge({ active, at, lost: 0 }));
      told.push(...recognizer.pass(Number.MAX_SAFE_INTEGER));
      const parts = told.map((gesture): number => (gesture === 'double' ? 2 : 1));
      assert.is(
        parts.reduce((sum, part) => sum + part, 0),
        list.length,
      );
    }),
  );
});

test('what a button tells does not depend on when its edges are read', () => {
  fc.assert(
    fc.property(presses, gestureSets, fc.array(fc.nat(40_000)), (list, gestures, looks) => {
      const late = new GestureRecognizer({ ...settings, gestures });
      const prompt = new GestureRecognizer({ ...settings, gestures });
      const edges = edgesOf(list);
      const atOnce = edges.flatMap(({ active, at }) => late.edge({ active, at, lost: 0 }));
      const steps = [...edges, ...looks.map(at => ({ at, active: undefined }))].sort((a, b) => a.at - b.at);
      const stepwise = steps.flatMap(({ active, at }) =>
        active === undefined ? prompt.pass(at - 1) : prompt.edge({ active, at, lost: 0 }),
      );
      const end = (edges.at(-1)?.at ?? 0) + 50_000;
      assert.equal([...stepwise, ...prompt.pass(end)], [...atOnce, ...late.pass(end)]);
      assert.equal(prompt.counters, late.counters);
    }),
  );
});

test('lost edges never make more presses than closings that were seen', () => {
  const edge = fc.record({ active: fc.boolean(), lost: fc.nat(3), gap: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 200 }), list => {
      const recognizer = new GestureRecognizer({ ...settings, gestures: ['press'] });
      let at = 0;
      let told = 0;
      for (const { active, lost, gap } of list) {
        at += gap;
        told += recognizer.edge({ active, at, lost }).length;
      }
      assert.ok(told <= list.filter(({ active }) => active).length);
      assert.is(
        recognizer.counters.lostEdges,
        list.reduce((sum, { lost }) => sum + lost, 0),
      );
    }),
  );
});

test.run();
