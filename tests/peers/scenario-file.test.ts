import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { amountOf } from '../../simulator/scenarios/amount';
import { ScenarioRefused } from '../../simulator/scenarios/read-scenario';
import { scenarioAtSite, scenarioNamed, scenarioNames } from '../../simulator/scenarios/scenarios';
import { expectedOn, seasonOf } from '../../simulator/scenarios/seasons';
import { runSimulate } from '../../simulator/simulate-command';

const folder = mkdtempSync(join(tmpdir(), 'tiski-scenario-'));
test.after(() => rmSync(folder, { recursive: true }));

const whole = `version: 1
title: A small one
site: pelkosenniemi
day: 2014-11-04
figures:
  all: { value: 4 + 2, source: own }
eventsPerDay: { value: all, source: 'N-010: so many' }
services:
  town:
    perDay: { value: all * (2 - 1) / 2 * 2, source: own }
    minutes: { value: 5, source: N-033 }
staff: { source: N-080, posts: [{ counter: counter-1 }] }
languages: { source: own, weights: { fi: 1 } }
`;

function written(text: string, name = 'mine'): string {
  const file = join(folder, `${name}.scenario.yaml`);
  writeFileSync(file, text);
  return file;
}

/** The one problem of a text: where it is marked, and which. */
function assertProblem(marked: string, code: string, message: RegExp): void {
  const before = marked.slice(0, marked.indexOf('▶')).split('\n');
  try {
    scenarioAtSite(written(marked.replace('▶', '')));
    assert.unreachable(`${code} was not seen`);
  } catch (error) {
    assert.instance(error, ScenarioRefused);
    const [problem, ...others] = (error as ScenarioRefused).problems;
    assert.equal(others, []);
    assert.is(problem?.code, code);
    assert.match(problem?.message ?? '', message);
    assert.equal([problem?.line, problem?.column], [before.length, (before.at(-1)?.length ?? 0) + 1]);
    assert.ok(problem?.advice.endsWith('.'));
  }
}

const changed = (from: string, to: string) => whole.replace(from, to);

test('a file of one page is a scenario', () => {
  const { scenario } = scenarioAtSite(written(whole));
  assert.is(scenario.name, 'mine');
  assert.is(scenario.demand.town?.perDay.value, 6);
  assert.is(scenario.eventsPerDay.source, 'N-010: so many');
});

test('figures are worked out as on paper', () => {
  const named = new Map([['month', 20]]);
  for (const [text, value] of [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['500 / month', 25],
    ['10 - 2 - 3', 5],
    ['-2 * -3', 6],
    ['7662 / 109 / 68.6', 7662 / 109 / 68.6],
  ] as const)
    assert.is(amountOf(text, named), value, text);
});

test('arithmetic that is none says why', () => {
  for (const [text, why] of [
    ['1 2', /"2" is too much in it/],
    ['1 / 0', /divides by nothing/],
    ['1 % 2', /"% 2" is no part of arithmetic/],
    ['1 +', /something is missing at its end/],
    ['', /something is missing at its end/],
    ['(1 + 2', /never closed/],
    ['month', /no figure "month"/],
  ] as const)
    assert.throws(() => amountOf(text, new Map()), why, text);
  assert.is(amountOf(7, new Map()), 7);
});

test('people at the counters come on their days, from and to their hours, with their pauses', () => {
  const post = `{ counter: counter-1, days: [mon, fri], from: "9:30", to: "15:00", pauses: [{ from: "11:00", minutes: 30 }] }`;
  const { scenario } = scenarioAtSite(written(changed('{ counter: counter-1 }', post)));
  assert.equal(scenario.advisors.value, [
    { counter: 'counter-1', days: [1, 5], from: 570, to: 900, pauses: [{ from: 660, minutes: 30 }] },
  ]);
});

test('a network is slow by so many milliseconds', () => {
  const slow = `network: [{ what: slow, delay: 2 * 350, from: 2014-11-04 10:00, source: own }]\n`;
  const { scenario } = scenarioAtSite(written(`${whole}${slow}`));
  assert.is(scenario.network?.[0]?.delay, 700);
});

test('a scenario names a site by a path beside it as well, and says what it needs', () => {
  const site = join(__dirname, '../../simulator/sites/pelkosenniemi.yaml');
  assert.is(scenarioNamed(written(changed('site: pelkosenniemi', `site: ${site}`))).site, site);
  for (const key of ['day: 2014-11-04\n', 'site: pelkosenniemi\n'])
    assert.throws(() => scenarioNamed(written(changed(key, ''))), /is missing from the file/, key);
});

test('each mistake is told where it stands, with what to do', () => {
  assertProblem(
    changed('source: N-033', 'source: ▶somewhere'),
    'site-form',
    /expected a source that begins with an id/,
  );
  assertProblem(
    changed('minutes: { value: 5, source: N-033 }', '▶minutes: { value: 5 }'),
    'site-key-missing',
    /"source" is missing/,
  );
  assertProblem(changed('value: 5', 'value: ▶5 / month'), 'scenario-arithmetic', /no figure "month"/);
  assertProblem(changed('value: 5', 'value: ▶(5'), 'scenario-arithmetic', /never closed/);
  assertProblem(
    changed('  town:', '  ▶towm:'),
    'scenario-reference',
    /no service "towm"; did you mean "town"/,
  );
  assertProblem(changed('counter-1', '▶counter-9'), 'scenario-reference', /no counter "counter-9"/);
  assertProblem(changed('day: 2014-11-04', 'day: ▶2014-02-30'), 'scenario-time', /not in the calendar/);
  assertProblem(changed('staff:', '▶staf:'), 'site-key-unknown', /did you mean "staff"/);
  assertProblem(
    `${whole}faults: [{ what: silent, device: ▶radio, from: 2014-11-04 10:00, source: own }]\n`,
    'scenario-reference',
    /no device "radio"/,
  );
  assertProblem(
    `${whole}network: [{ what: slow, from: 2014-11-04 10:00, until: ▶2014-11-04 09:00, source: own }]\n`,
    'scenario-time',
    /ends before it begins/,
  );
});

test('what a file does not say is as in the one that it is like; a circle is refused', () => {
  written(whole, 'first');
  const second = written(
    'version: 1\ntitle: Busier\nlike: first\nfigures: { all: { value: 12, source: own } }\n',
    'second',
  );
  assert.is(scenarioNamed(second).eventsPerDay.value, 12);
  assert.is(scenarioNamed(second).advisors.source, 'N-080');
  const round = written('version: 1\ntitle: Round\nlike: round\n', 'round');
  assert.throws(() => scenarioNamed(round), /is like this one again/);
});

test('of the whole point the last season counts, of a service each', () => {
  const { scenario } = scenarioAtSite(
    written(`${whole}seasons:
  - { from: 2014-01-01, times: 2, source: own }
  - { from: 2014-06-01, times: 3, source: own }
  - { from: 2014-06-10, until: 2014-06-11, services: [town], times: 4, source: SIM-02 }
`),
  );
  assert.equal(
    ['2013-12-31', '2014-02-01', '2014-06-05', '2014-06-11', '2014-06-12'].map(day =>
      seasonOf(scenario, day, 'town'),
    ),
    [1, 2, 3, 12, 3],
  );
  assert.is(expectedOn(scenario, '2014-06-11'), 6 * 12);
});

test('a file of anybody runs by its path, and --list names the presets', async () => {
  let out = '';
  const silent = { write: () => {} };
  const collect = { write: (text: string) => (out += text) };
  const file = written(
    `${changed('{ counter: counter-1 }', '{ counter: counter-1, from: "9:30", to: "15:00" }')}fleet:
  appliances: { value: 20, source: own }
  outage: { value: 5, source: own }
  capacity: { value: 10, source: own }
`,
  );
  assert.is(await runSimulate([file, '--seed', '3'], collect, silent), 0);
  assert.match(out, 'mine, seed 3: A small one');
  assert.match(out, /^20 boxes \(own\) after 5 minutes without their broker: /m);
  out = '';
  assert.is(await runSimulate(['--list'], collect, silent), 0);
  assert.is(out.trimEnd().split('\n').length, scenarioNames().length);
  assert.match(out, /^dead-unit +Dead unit/m);
});

test('a file that is wrong ends the command with every problem', async () => {
  let notes = '';
  const file = written(changed('source: N-033', 'source: nowhere').replace('value: 4 + 2', 'values: 6'));
  const code = await runSimulate([file], { write: () => {} }, { write: (text: string) => (notes += text) });
  assert.is(code, 2);
  assert.match(notes, /mine\.scenario\.yaml:6:\d+: /);
  assert.match(notes, /mine\.scenario\.yaml:11:\d+: site-form/);
});

test.run();
