import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertProblem, changed, check, sample } from './sample';

const withUnits = `${sample}  exit-unit: { driver: smiley }
  door-unit: { driver: smiley }
smileys:
  - { id: exit, device: exit-unit }
  - { id: door, device: door-unit, question: ces, lockOut: 0.5 }
`;

const inWindows = `${withUnits}feedback:
  collect: window
  windows:
    - { from: 2026-06-01, until: 2026-10-31 }
    - { from: 2028-06-01, until: 2028-10-31 }
  openAnswers: { keepDays: 30 }
`;

test('smiley units, windows and open answers can be set', () => {
  assert.equal(check(withUnits), []);
  assert.equal(check(inWindows), []);
  assert.equal(check(`${sample}feedback: { collect: off }\n`), []);
});

test('a smiley unit needs a device of its own kind, and an id of its own', () => {
  const { units } = { units: withUnits };
  assertProblem(
    changed('device: exit-unit', 'device: ▶exit-unt', units),
    'site-device-unknown',
    /did you mean "exit-unit"/,
  );
  assertProblem(changed('id: door', 'id: ▶exit', units), 'site-id-twice', /"exit" is taken/);
  assertProblem(changed('id: door', 'id: ▶page', units), 'site-id-twice', /"page" is the touch page/);
});

test('a lock-out is from half a second to a minute', () => {
  for (const wrong of ['0.4', '61'])
    assertProblem(changed('lockOut: 0.5', `lockOut: ▶${wrong}`, withUnits), 'site-form', /lockOut|expected/);
});

test('a smiley unit asks for satisfaction or for effort', () => {
  assertProblem(changed('question: ces', 'question: ▶nps', withUnits), 'site-form', /csat/);
});

test('windows and the way of collecting belong together', () => {
  assertProblem(
    changed('collect: window', 'collect: always', inWindows).replace('windows:', '▶windows:'),
    'site-campaign',
    /"collect" is always/,
  );
  assertProblem(`${sample}feedback:\n  collect: ▶window\n`, 'site-campaign', /there are none/);
});

test('a window ends after it begins, and windows follow one another', () => {
  assertProblem(
    changed('until: 2026-10-31', 'until: ▶2026-05-31', inWindows),
    'site-date-order',
    /begins on 2026-06-01/,
  );
  assertProblem(changed('from: 2028-06-01', 'from: ▶2026-10-31', inWindows), 'site-date-order', /is over/);
  assertProblem(changed('until: 2026-10-31', 'until: ▶2026-11-31', inWindows), 'site-date', /calendar/);
});

test.run();
