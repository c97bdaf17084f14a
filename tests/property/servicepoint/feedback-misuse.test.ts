import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findMisuse } from '../../../firmware/servicepoint/feedback/misuse-filter';
import { type FilterQuality, filterQuality } from '../../support/feedback/filter-quality';
import { pressTraces, usual } from '../../support/feedback/press-traces';

/** The limits of the filter were chosen with the traces `tuning/…`; none of those here was looked at for it. */
const heldOut = pressTraces('held-out', 240);

const atLeast = (wanted: number, { precision, recall }: FilterQuality) =>
  assert.ok(precision >= wanted && recall >= wanted, `precision ${precision}, recall ${recall}`);

const shown = (name: string, { presses, precision, recall, marked }: FilterQuality) => {
  const kinds = Object.entries(marked).map(([kind, share]) => `${kind} ${(share * 100).toFixed(1)} %`);
  console.log(
    `${name}: ${presses} presses, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; marked: ${kinds.join(', ')}`,
  );
};

test('at least 95 % of what is marked is misuse, and at least 95 % of misuse is marked', () => {
  const quality = filterQuality(heldOut);
  shown('240 held-out traces', quality);
  atLeast(0.95, quality);
});

test('the same holds for the presses that the lock-out lets through', () => {
  const quality = filterQuality(heldOut, 5000);
  shown('after a lock-out of 5 s', quality);
  atLeast(0.95, quality);
});

test('hardly any honest press is lost, in crowds from a bus neither', () => {
  assert.ok(filterQuality(heldOut).marked.honest < 0.01);
});

test('it holds as well among hastier crowds, restless people and slower children', () => {
  for (const [name, world] of Object.entries({
    hasty: { ...usual, step: 0.8 },
    restless: { ...usual, restless: 0.25 },
    slow: { ...usual, pace: 1.25 },
    quick: { ...usual, pace: 0.7, step: 1.3 },
  })) {
    const quality = filterQuality(pressTraces(`held-out-${name}`, 80, world));
    shown(name, quality);
    atLeast(0.95, quality);
  }
});

test('each kind of misuse is called by its name where it stands alone', () => {
  const marks = (presses: readonly (readonly [at: number, answer: number])[]) =>
    findMisuse(presses.map(([at, answer]) => ({ at, answer }))).map(({ mark }) => mark);
  const every = (pause: number, answers: readonly number[]) =>
    answers.map((answer, index) => [index * pause, answer] as const);
  assert.equal(marks(every(200, [1, 2, 3, 4, 5])), ['sweep']);
  assert.equal(marks(every(200, [4, 3, 2, 1])), ['sweep']);
  assert.equal(marks(every(500, [1, 4, 2, 5, 5, 3, 1])), ['playing']);
  assert.equal(marks(every(700, new Array(20).fill(3))), ['stuck']);
  assert.equal(marks([0, 400, 1000, 1300, 2100, 2400].map(at => [at, 1] as const)), ['burst']);
});

test('a press, a press and its repetition, a correction and a family are no misuse', () => {
  for (const presses of [
    [[0, 1]],
    [
      [0, 5],
      [400, 5],
    ],
    [
      [0, 1],
      [1500, 5],
    ],
    [
      [0, 5],
      [1200, 4],
      [2500, 5],
      [3900, 3],
    ],
  ]) {
    assert.equal(findMisuse(presses.map(([at = 0, answer = 0]) => ({ at, answer }))), []);
  }
});

test.run();
