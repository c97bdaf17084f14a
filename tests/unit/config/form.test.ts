import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertProblem, changed, check, sample } from './sample';

test('the sample itself has no problem', () => assert.equal(check(sample), []));

test('a misspelt setting is told once, not also as missing', () => {
  assertProblem(changed('letter: V', '▶leter: V'), 'site-key-unknown', /"leter"; did you mean "letter"\?/);
});

test('a setting that does not exist names those that do', () => {
  assertProblem(
    changed('letter: V', 'letter: V\n    ▶colour: red'),
    'site-key-unknown',
    /no setting "colour".*organisation/,
  );
});

test('a setting that stands at the wrong depth is sent to the right one', () => {
  assertProblem(`${sample}▶port: 8080\n`, 'site-key-unknown', /belongs under http/);
  assertProblem(changed('letter: V', 'letter: V\n    ▶timezone: UTC'), 'site-key-unknown', /top of the file/);
});

test('a missing setting is told where its owner begins', () => {
  assertProblem(
    changed('  - id: counter-2\n    name', '  - ▶name'),
    'site-key-missing',
    /"id" is missing from item 2 of "counters"/,
  );
  assertProblem(
    changed('appliance: hub\n', '').replace(/^/, '▶'),
    'site-key-missing',
    /"appliance" is missing from the file/,
  );
});

test('two missing settings of one owner are two problems', () => {
  const problems = check(changed('    letter: V\n    organisation: vero\n', ''));
  assert.equal(
    problems.map(({ code }) => code),
    ['site-key-missing', 'site-key-missing'],
  );
});

test('an empty setting is told at its name', () => {
  assertProblem(changed('site: town', '▶site:'), 'site-form', /"site" is empty; expected small letters/);
});

test('an id with capitals or spaces is refused, and what refers to it is not', () => {
  assertProblem(
    changed('id: benefits', 'id: ▶Benefits').replaceAll('benefits]', 'Benefits]'),
    'site-form',
    /"Benefits"; expected small letters/,
  );
});

test('a letter that looks like a digit is refused', () => {
  assertProblem(changed('letter: V', 'letter: ▶O'), 'site-form', /"letter" is "O".*I, O or Q/);
  assertProblem(changed('letter: V', 'letter: ▶v'), 'site-form', /one capital letter/);
  assertProblem(changed('letter: V', 'letter: ▶5'), 'site-form', /the number 5/);
});

test('a number where a text belongs is to be put in quotes', () => {
  assertProblem(changed('fi: Tiski 2', 'fi: ▶2'), 'site-form', /put it in quotes: "2"/);
});

test('one thing where a list belongs is to be put in brackets', () => {
  assertProblem(
    changed('services: [benefits]', 'services: ▶benefits'),
    'site-form',
    /expected a list.*\[benefits\]/,
  );
});

test('items with commas between them and no brackets', () => {
  assertProblem(changed('languages: [fi, sv]', 'languages: ▶fi, sv'), 'site-form', /write \[fi, sv\]/);
});

test('quotes that a word processor made are to be straight', () => {
  assertProblem(changed('letter: V', 'letter: ▶“V”'), 'site-form', /use straight quotes/);
});

test('a device without its driver is told once, not again where it is named', () => {
  assertProblem(
    changed('lamp-1: { driver: lamp }', 'lamp-1: ▶lamp'),
    'site-form',
    /such as \{ driver: virtual-lamp \}/,
  );
});

test('a list that is misspelt makes nothing else wrong', () => {
  for (const list of ['services', 'counters', 'kiosks', 'devices', 'organisations', 'languages']) {
    const source = sample.replace(`\n${list}:`, `\n▶${list.slice(0, -1)}:`);
    assertProblem(source, 'site-key-unknown', new RegExp(`did you mean "${list}"`));
  }
});

test('an empty list is refused', () => {
  assertProblem(
    changed('services: [benefits]', 'services: ▶[]'),
    'site-form',
    /empty list; expected at least 1/,
  );
});

test('a day in another word is answered with the days', () => {
  assertProblem(changed('[mon, tue]', '[mon, ▶tuesday]'), 'site-form', /mon, tue, wed.*did you mean "tue"/);
  assertProblem(changed('[mon, tue]', '[mon, ▶ti]'), 'site-form', /fri, sat or sun/);
});

test('a thing that stands twice in a list is told at the second', () => {
  assertProblem(changed('[mon, tue]', '[mon, tue, ▶mon]'), 'site-item-twice', /"mon" stands in "days" twice/);
});

test('a time of day is checked as it is written', () => {
  for (const time of ['25:00', '9.00', '9:60', '9', 'nine', '24:01', '0900', '-1:00']) {
    assertProblem(changed('from: 9:00', `from: ▶${time}`), 'site-time', /expected a time of day/);
  }
  assertProblem(changed('from: 9:00', 'from: ▶9.00'), 'site-time', /9\.00/);
});

test('a time of day needs no quotes and no zero', () => {
  for (const time of ['9:00', '09:00', '"9:00"', "'12:30'", '12:30', '00:00']) {
    assert.equal(check(changed('from: 9:00', `from: ${time}`)), []);
  }
});

test('YAML 1.1 cannot be switched on: 12:30 stays a time', () => {
  assert.equal(check(`%YAML 1.1\n---\n${changed('from: 9:00', 'from: 12:30')}`), []);
});

test('the language "no" is a language and not false', () => {
  const source = sample
    .replaceAll(/sv:/g, 'no:')
    .replace('[fi, sv]', '[fi, no]')
    .replace('language: sv', 'language: no');
  assert.equal(check(source), []);
});

test('a text in a language with a wrong code is told at the code', () => {
  assertProblem(changed('sv: Disk 2', '▶SV: Disk 2'), 'site-form', /"SV" cannot be a name.*small letters/);
});

test('an empty text is refused', () => {
  assertProblem(changed('sv: Disk 2', 'sv: ▶" "'), 'site-form', /not empty/);
});

test('a control character in a text never reaches a printer or a terminal', () => {
  const source = changed('sv: Disk 2', 'sv: ▶"\\e[31mDisk\\u202e"');
  assertProblem(source, 'site-form', /\\u001b/);
});

test('a device with a name that cannot be used is told once, however often it is named', () => {
  assertProblem(
    changed('  lamp-1:', '  ▶Lamp 1:').replace('lamp: lamp-1', 'lamp: Lamp 1'),
    'site-form',
    /"Lamp 1" cannot be a name/,
  );
});

test('every wrong device name is told', () => {
  const problems = check(`${sample}  A: { driver: lamp }\n  B: { driver: lamp }\n`);
  assert.equal(problems.filter(({ code }) => code === 'site-form').length, 2);
});

test('a port is a whole number in its limits', () => {
  assertProblem(
    `${sample}http: { port: ▶80800 }\n`,
    'site-form',
    /the number 80800; expected a whole number from 0 to 65535/,
  );
  assertProblem(
    `${sample}http: { port: ▶'8080' }\n`,
    'site-form',
    /"8080"; expected a whole number .*take the quotes away/,
  );
});

test('the options of a device are checked against its driver, where they stand', () => {
  assertProblem(
    changed('    host: 10.0.0.5', '    ▶hots: 10.0.0.5'),
    'site-key-unknown',
    /did you mean "host"/,
  );
  assertProblem(
    changed('    host: 10.0.0.5\n', '').replace('printer-1:\n', '▶printer-1:\n'),
    'site-key-missing',
    /"host"/,
  );
  assertProblem(`${sample}    paper: ▶70\n`, 'site-form', /the number 70; expected 80 or 58/);
  assertProblem(
    changed('lamp-2: { driver: lamp }', 'lamp-2: { driver: lamp, ▶pin: 3 }'),
    'site-key-unknown',
    /no setting "pin"/,
  );
});

test('a driver that does not exist is answered with the nearest, or with all', () => {
  assertProblem(
    changed('driver: printer', 'driver: ▶printr'),
    'site-driver-unknown',
    /did you mean "printer"/,
  );
  assertProblem(
    changed('driver: printer', 'driver: ▶zzz'),
    'site-driver-unknown',
    /there are button, lamp, sounder, ring, smiley, printer/,
  );
});

test('a driver that cannot be loaded here is a problem and no stack trace', () => {
  assertProblem(
    changed('driver: printer', 'driver: ▶missing'),
    'site-driver-broken',
    /Cannot find module "x"$/,
  );
});

test('problems come by place, all at once', () => {
  const source = changed('letter: V', 'letter: O')
    .replace('to: 15:00', 'to: 8:00')
    .replace('version: 1', 'version: 2');
  assert.equal(
    check(source).map(({ line, code }) => `${line} ${code}`),
    ['1 site-form', '13 site-form', '19 site-hours'],
  );
});

test.run();
