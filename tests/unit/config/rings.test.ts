import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examineSite } from '../../../firmware/config/check-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { assertProblem, changed, check, drivers, sample } from './sample';

const devices = `  unit: { driver: ring }
  desk-lamp: { driver: lamp }
  door-lamp: { driver: lamp }
  buzzer: { driver: sounder }
  help-1: { driver: button }
`;
const places = `places:
  - { id: desk, name: { fi: Paikka, sv: Plats }, counter: counter-1, lamp: desk-lamp }
  - { id: lobby, name: { fi: Aula, sv: Aula }, sounder: buzzer }
`;
const full = `${changed('    next: next-1\n', '    next: next-1\n    help: help-1\n')}${devices}${places}rings:
  - id: room
    source: unit
    members: [desk]
    levels:
      - { after: 0, to: available }
      - { after: 20, to: everyone }
      - { after: 45, to: [lobby] }
    lamps: [door-lamp]
    quietHours: [{ from: '18:00', to: '7:00' }]
  - { id: help, counters: [counter-1], members: [desk] }
directory:
  - { id: oulu, name: { fi: Oulu, sv: Uleåborg }, addresses: [sip:oulu@example.fi] }
`;
const siteOf = (source: string) => examineSite(source, 'site.yaml', { drivers }).value as Site;
const ruleOf = (source: string, id: string) => rulesOf(siteOf(source)).rings?.get(id);
const made = (part: string, by: string) => changed(part, by, full);

test('places, levels, help and a directory in one file', () => {
  assert.equal(check(full), []);
  const rules = rulesOf(siteOf(full));
  assert.equal(rules.places?.get('desk'), { id: 'desk', counter: 'counter-1' });
  assert.is(rules.directory?.get('oulu@example.fi'), 'oulu');
  assert.equal(rules.rings?.get('room'), {
    id: 'room',
    sources: ['unit'],
    endsBy: 'source',
    members: ['desk'],
    substitutes: [],
    levels: [
      { after: 0, to: 'available' },
      { after: 20_000, to: 'everyone' },
      { after: 45_000, to: ['lobby'] },
    ],
    missedAfter: 55_000,
    longest: 600_000,
    quietHours: [{ from: 1080, to: 420 }],
    chain: ['unit', 'door-lamp', 'desk-lamp'],
  });
});

test('with members and no levels those available are called first and everyone after 20 s', () => {
  const help = ruleOf(full, 'help');
  assert.equal(help?.levels, [
    { after: 0, to: 'available' },
    { after: 20_000, to: 'everyone' },
  ]);
  assert.equal([help?.endsBy, help?.missedAfter], ['people', 30_000]);
});

test('a ring that names only its lamps goes on working, and its lamps are its chain', () => {
  const simple = `${sample}  unit: { driver: ring }\n  door-lamp: { driver: lamp }\nrings: [{ id: door, source: unit, lamps: [door-lamp] }]\n`;
  assert.equal(check(simple), []);
  const { levels, members, chain } = ruleOf(simple, 'door') ?? {};
  assert.equal(
    { levels, members, chain },
    {
      levels: [{ after: 0, to: 'everyone' }],
      members: [],
      chain: ['unit', 'door-lamp'],
    },
  );
});

test('other members on some days', () => {
  const holiday = made(
    '    lamps: [door-lamp]\n',
    '    lamps: [door-lamp]\n    substitutes: [{ from: 2026-07-01, until: 2026-07-31, members: [lobby] }]\n',
  );
  assert.equal(check(holiday), []);
  assert.equal(ruleOf(holiday, 'room')?.substitutes, [
    { firstDay: 20_635, lastDay: 20_665, members: ['lobby'] },
  ]);
  assertProblem(
    holiday.replace('until: 2026-07-31', 'until: ▶2026-06-30'),
    'site-date-order',
    /begins on 2026-07-01/,
  );
});

test('a ring that comes from nowhere, or from two things', () => {
  assertProblem(
    made('  - id: room\n    source: unit\n', '  - ▶id: room\n').replace('  unit: { driver: ring }\n', ''),
    'site-ring-origin',
    /neither/,
  );
  assertProblem(
    made('  - id: room\n', '  - ▶id: room\n    counters: [counter-2]\n'),
    'site-ring-origin',
    /"source" and "counters"/,
  );
});

test('a member, a counter or a level that is not there', () => {
  assertProblem(
    made('members: [desk]\n    levels', 'members: [▶dsk]\n    levels'),
    'site-place-unknown',
    /did you mean "desk"/,
  );
  assertProblem(made('to: [lobby]', 'to: [▶loby]'), 'site-place-unknown', /did you mean "lobby"/);
  assertProblem(made('to: [lobby]', 'to: [▶elsewhere]'), 'site-place-unknown', /places has .*lobby/);
  assertProblem(made('counter: counter-1,', 'counter: ▶counter-9,'), 'site-counter-unknown', /did you mean/);
  assertProblem(made('to: available', 'to: ▶avaliable'), 'site-form', /available, everyone, or a list/);
});

test('levels that do not begin at 0 or do not follow one another', () => {
  assertProblem(made('after: 0,', 'after: ▶5,'), 'site-ring-levels', /not at 0/);
  assertProblem(made('after: 45,', 'after: ▶20,'), 'site-ring-levels', /the one before at 20/);
  assertProblem(made('after: 45,', 'after: ▶600,'), 'site-ring-levels', /over after 600 s/);
});

test('a level that calls members of a ring that has none', () => {
  const source = `${sample}  unit: { driver: ring }\n  door-lamp: { driver: lamp }\nrings: [{ id: door, source: unit, lamps: [door-lamp], levels: [{ after: 0, to: ▶everyone }] }]\n`;
  assertProblem(source, 'site-ring-levels', /"door" has no members/);
});

test('a ring that nobody would notice', () => {
  const source = `${sample}  unit: { driver: ring }\nrings: [▶{ id: door, source: unit }]\n`;
  assertProblem(source, 'site-ring-unnoticed', /no lamp and no sounder/);
});

test('a ring that is over before it can be missed', () => {
  assertProblem(
    made('    lamps: [door-lamp]\n', '    lamps: [door-lamp]\n    longest: 60\n    missedAfter: ▶90\n'),
    'site-ring-times',
    /after 60 s/,
  );
});

test('a help button that nobody hears, and a counter that two rings answer', () => {
  assertProblem(
    made('counters: [counter-1]', 'counters: [counter-2]').replace('help: help-1', 'help: ▶help-1'),
    'site-help-unheard',
    /"counter-1"/,
  );
  assertProblem(
    made(
      'counters: [counter-1], members: [desk] }\n',
      'counters: [counter-1], members: [desk] }\n  - { id: more, counters: [▶counter-1], members: [desk] }\n',
    ),
    'site-ring-twice',
    /rings on line/,
  );
});

test('one address of two offices, however it is written', () => {
  const more = '  - { id: kajaani, name: { fi: Kajaani, sv: Kajana }, addresses: [▶OULU@example.fi] }\n';
  assertProblem(full + more, 'site-directory-twice', /stands on line/);
});

test('two places, rings or offices of one id', () => {
  assertProblem(
    made('id: lobby, name', 'id: ▶desk, name').replace('to: [lobby]', 'to: [desk]'),
    'site-id-twice',
    /taken on line/,
  );
  assertProblem(made('{ id: help, counters', '{ id: ▶room, counters'), 'site-id-twice', /taken on line/);
});

test.run();
