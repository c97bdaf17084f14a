import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Gesture } from '../../../hal/button';
import type { GestureSettings } from '../../../hal/lines/contact-options';
import { GestureRecognizer } from '../../../hal/lines/gesture-recognizer';

const settings: GestureSettings = {
  gestures: ['press'],
  debounce: 20,
  holdAfter: 800,
  doubleWithin: 400,
  stuckAfter: 30_000,
};

/** What a button tells, as `gesture@ms`, when its contact changes at the given instants: closing first, then in turn. */
function play(
  changes: readonly number[],
  { until = 60_000, ...differs }: Partial<GestureSettings> & { until?: number } = {},
): { readonly told: string[]; readonly recognizer: GestureRecognizer } {
  const recognizer = new GestureRecognizer({ ...settings, ...differs });
  const told: string[] = [];
  const note = (gestures: readonly Gesture[], at: number) =>
    told.push(...gestures.map(gesture => `${gesture}@${at}`));
  const passTo = (end: number) => {
    for (let next = recognizer.next; next !== undefined && next <= end; next = recognizer.next) {
      note(recognizer.pass(next), next);
    }
  };
  recognizer.restart(false, 0);
  changes.forEach((at, index) => {
    passTo(at);
    note(recognizer.edge({ active: index % 2 === 0, at, lost: 0 }), at);
  });
  passTo(until);
  return { told, recognizer };
}

const told = (...parameters: Parameters<typeof play>) => play(...parameters).told;
const all: Gesture[] = ['press', 'hold', 'double'];

test('a button that knows only presses acts at the closing', () => {
  assert.equal(told([100, 5000, 6000, 6050]), ['press@100', 'press@6000']);
});

test('a button that knows holds acts at the release, or when the hold is reached', () => {
  const gestures: Gesture[] = ['press', 'hold'];
  assert.equal(told([100, 350], { gestures }), ['press@350']);
  assert.equal(told([100, 899], { gestures }), ['press@899']);
  assert.equal(told([100, 2000], { gestures }), ['hold@900']);
});

test('a button that knows double presses waits for the second one', () => {
  const gestures: Gesture[] = ['press', 'double'];
  assert.equal(told([100, 200], { gestures }), ['press@500']);
  assert.equal(told([100, 3000], { gestures }), ['press@500']);
  assert.equal(told([100, 200, 499, 600], { gestures }), ['double@499']);
  assert.equal(told([100, 200, 501, 600], { gestures }), ['press@500', 'press@901']);
});

test('a button that knows all three tells each at its own price', () => {
  assert.equal(told([100, 200], { gestures: all }), ['press@500']);
  assert.equal(told([100, 700], { gestures: all }), ['press@700']);
  assert.equal(told([100, 1200], { gestures: all }), ['hold@900']);
  assert.equal(told([100, 200, 400, 1500], { gestures: all }), ['double@400']);
  assert.equal(told([100, 150, 250, 300, 450, 500], { gestures: all }), ['double@250', 'press@850']);
});

test('a gesture that is not configured is not told as another', () => {
  assert.equal(told([100, 200], { gestures: ['hold'] }), []);
  assert.equal(told([100, 1000], { gestures: ['hold'] }), ['hold@900']);
});

test('bounces of closing and of opening are one press', () => {
  const { told, recognizer } = play([100, 102, 103, 109, 110, 400, 401, 403, 404, 406, 407, 408]);
  assert.equal(told, ['press@100']);
  assert.equal(recognizer.counters, { presses: 1, stuck: 0, lostEdges: 0, bounces: 10 });
});

test('a tap shorter than the bounces is not lost, and neither is the next one', () => {
  assert.equal(told([100, 105, 150, 155]), ['press@100', 'press@150']);
  assert.equal(told([100, 105], { gestures: ['press', 'hold'] }), ['press@120']);
});

test('a stuck button presses once, says so after the set time and is well again when it opens', () => {
  const { told, recognizer } = play([100], { until: 30_099 });
  assert.not(recognizer.stuck);
  assert.is(recognizer.next, 30_100);
  recognizer.pass(3_600_000);
  assert.ok(recognizer.stuck);
  assert.is(recognizer.next, undefined);
  assert.equal(recognizer.edge({ active: false, at: 3_600_001, lost: 0 }), []);
  assert.not(recognizer.stuck);
  assert.equal(told, ['press@100']);
  assert.equal(recognizer.counters, { presses: 1, stuck: 1, lostEdges: 0, bounces: 0 });
});

test('a button that is down when it is first seen is stuck in time, but nobody pressed it', () => {
  const recognizer = new GestureRecognizer({ ...settings, gestures: all });
  recognizer.restart(true, 0);
  assert.equal(recognizer.pass(30_000), []);
  assert.ok(recognizer.stuck);
  assert.is(recognizer.counters.presses, 0);
});

test('a lost closing is counted and not invented', () => {
  const recognizer = new GestureRecognizer(settings);
  recognizer.restart(false, 0);
  assert.equal(recognizer.edge({ active: false, at: 50, lost: 1 }), []);
  assert.equal(recognizer.counters, { presses: 0, stuck: 0, lostEdges: 1, bounces: 0 });
});

test('a lost opening does not hide the closing after it', () => {
  const recognizer = new GestureRecognizer(settings);
  recognizer.restart(false, 0);
  assert.equal(recognizer.edge({ active: true, at: 50, lost: 0 }), ['press']);
  assert.equal(recognizer.edge({ active: true, at: 500, lost: 1 }), ['press']);
  assert.equal(recognizer.edge({ active: true, at: 900, lost: 0 }), []);
  assert.is(recognizer.counters.presses, 2);
  assert.is(recognizer.counters.lostEdges, 1);
});

test('a press whose end was not seen because the line went is not guessed; one that only waited is told', () => {
  const cut = (released: boolean) => {
    const recognizer = new GestureRecognizer({ ...settings, gestures: all });
    recognizer.restart(false, 0);
    recognizer.edge({ active: true, at: 100, lost: 0 });
    if (released) recognizer.edge({ active: false, at: 200, lost: 0 });
    return recognizer.lose(250);
  };
  assert.equal(cut(false), []);
  assert.equal(cut(true), ['press']);
});

test('two hundred presses a second for a minute: none lost, none doubled', () => {
  const presses = 12_000;
  const changes = Array.from({ length: presses * 2 }, (_, index) => 100 + index * 2.5);
  const { told, recognizer } = play(changes, { debounce: 0, until: 100_000 });
  assert.equal(
    told,
    Array.from({ length: presses }, (_, index) => `press@${100 + index * 5}`),
  );
  assert.is(recognizer.counters.presses, presses);
});

test.run();
