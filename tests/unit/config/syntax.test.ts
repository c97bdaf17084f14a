import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertProblem, changed, check, sample } from './sample';

test('a tab is named as such', () => {
  assertProblem(changed('    letter: V', '▶\tletter: V'), 'site-syntax', /tab/);
});

test('a line that is indented wrongly', () => {
  assertProblem(changed('    letter: V', '   ▶letter: V'), 'site-syntax', /indented/);
});

test('a quote or bracket that is never closed', () => {
  assertProblem(
    changed('[fi, sv]', '[fi, sv').replace('organisations', '▶organisations'),
    'site-syntax',
    /bracket/,
  );
  assertProblem(changed('host: 10.0.0.5', 'host: ▶"10.0.0.5'), 'site-syntax', /quote that is opened here/);
});

test('a setting that stands twice', () => {
  assertProblem(changed('letter: V', 'letter: V\n    ▶letter: W'), 'site-key-twice', /line 13/);
});

test('an item of a list without its dash is told once', () => {
  const source = changed('  - id: benefits', '    ▶id: benefits');
  assertProblem(source, 'site-key-twice', /line 12 already; is a "- " missing/);
});

test('a missing space, a no-break space, a missing comma', () => {
  assertProblem(changed('    letter: V', '    ▶letter:V'), 'site-syntax', /space is missing after the colon/);
  assertProblem(changed('    letter: V', '    ▶letter:\u00a0V'), 'site-syntax', /no-break space/);
  assertProblem(changed('press-1, service', '▶press-1 service'), 'site-syntax', /a comma is missing/);
  assertProblem(changed('fi: Tiski 2', 'fi: ▶Tiski: 2'), 'site-syntax', /must stand in quotes/);
});

test('list items and named settings on one level', () => {
  const source = changed('  - id: counter-1', '  counter-1:').replace(
    '  - id: counter-2',
    '  ▶- id: counter-2',
  );
  assertProblem(source, 'site-syntax', /items of a list .* and named settings/);
});

test('a second document', () => {
  assertProblem(`${sample}▶---\n${sample}`, 'site-syntax', /second document/);
});

test('a file with nothing in it, or only comments', () => {
  for (const source of ['', '\n\n', '# soon\n', '\uFEFF', '---\n']) {
    const problems = check(source);
    assert.equal(
      problems.map(({ line, column, code }) => `${line}:${column} ${code}`),
      ['1:1 site-empty'],
    );
  }
});

test('a file that is a text or a list', () => {
  assertProblem('▶hello\n', 'site-form', /the file is "hello"; expected settings/);
  assertProblem('▶- 1\n', 'site-form', /the file is a list/);
});

test('a missing space after a colon', () => {
  assertProblem('▶version:1\nsite:town\n', 'site-form', /space after the colon/);
});

test('a byte order mark and Windows line ends change nothing', () => {
  assert.equal(check(`\uFEFF${sample.replaceAll('\n', '\r\n')}`), []);
  const [problem] = check(`\uFEFF${changed('letter: V', 'letter: O').replaceAll('\n', '\r\n')}`);
  assert.is(`${problem?.line}:${problem?.column}`, '13:13');
});

test('hours that several services share through an anchor', () => {
  const source = changed('    hours:\n', '    hours: &office\n').replace(
    'Förmåner }\n',
    'Förmåner }\n    hours: *office\n',
  );
  assert.equal(check(source), []);
  assert.is(check(source.replace('to: 15:00', 'to: 8:00')).length, 1);
});

test('an anchor that is not there, or contains itself', () => {
  assertProblem(changed('[fi, sv]', '▶*languages'), 'site-syntax', /no anchor/);
  assertProblem(changed('[fi, sv]', '&a [fi, ▶*a]'), 'site-syntax', /no anchor/);
});

/** ms of processor time of this process, whatever else the machine does. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

test('a file that would unfold into billions is refused at once', () => {
  const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(10)}]`);
  const started = worked();
  const problems = check(`a0: &a0 [x]\n${levels.join('\n')}\n`);
  assert.is(problems[0]?.code, 'site-syntax');
  assert.match(problems[0]?.message ?? '', /more than 20000 values/);
  assert.ok(worked() - started < 8000);
});

test('a file of nothing but faults is read in a moment', () => {
  const sources = [
    `services:\n${'- {}\n'.repeat(9_000)}`,
    `languages: [${'x, '.repeat(18_000)}]`,
    Array.from({ length: 15_000 }, (_, n) => `k${n}: 1`).join('\n'),
    `devices:\n${Array.from({ length: 9_000 }, (_, n) => `  K${n}: {}`).join('\n')}`,
  ];
  for (const source of sources) {
    const started = worked();
    assert.ok(check(source).length > 0);
    const spent = worked() - started;
    assert.ok(spent < 8000, `${Math.round(spent)} ms for ${source.slice(0, 20)}`);
  }
});

test('a file that is nested without end is refused', () => {
  for (const source of [
    '['.repeat(50_000),
    `${'['.repeat(2000)}${']'.repeat(2000)}`,
    '- '.repeat(50_000),
    `a: ${'[a: '.repeat(40)}1${']'.repeat(40)}`,
  ]) {
    const [problem, ...others] = check(source);
    assert.equal([problem?.code, others], ['site-syntax', []]);
    assert.match(problem?.message ?? '', /^the file is nested (too deeply|more than 32 levels deep)$/);
  }
});

test('names that JavaScript treats in its own way are only unknown', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    assertProblem(`${sample}▶${name}: { polluted: true }\n`, 'site-key-unknown', new RegExp(name));
  }
  assert.is(({} as Record<string, unknown>).polluted, undefined);
});

test('tags and complex names are refused', () => {
  assertProblem(changed('site: town', 'site: ▶!!binary town'), 'site-syntax', /"!"/);
  assertProblem(`${sample}? ▶[a]\n: 1\n`, 'site-syntax', /plain word/);
});

test.run();
