import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examineSite } from '../../../firmware/config/check-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { assertProblem, changed, check, drivers, sample } from './sample';

const siteOf = (source: string) => examineSite(source, 'site.yaml', { drivers }).value as Site;

/** The sample with more settings of its first counter. */
const counter = (text: string) => changed('    next: next-1\n', `    next: next-1\n${text}`);

test('a site that says nothing of calling has the usual ways', () => {
  const rules = rulesOf(siteOf(sample));
  const { calling, noShow } = rules.counters.get('counter-1') ?? {};
  assert.equal(
    { calling, noShow, site: rules.noShow },
    { calling: undefined, noShow: undefined, site: undefined },
  );
});

test('each policy with what it goes by', () => {
  const policyOf = (text: string) => {
    const source = counter(`    calling: ${text}\n`);
    assert.equal(check(source), []);
    return rulesOf(siteOf(source)).counters.get('counter-1')?.calling;
  };
  assert.equal(policyOf('{ policy: oldest }'), { policy: 'oldest' });
  assert.equal(policyOf('{}'), { policy: 'slots' });
  assert.equal(policyOf('{ policy: weighted, weights: { tax: 3 } }'), {
    policy: 'weighted',
    weights: { tax: 3 },
    firstAfter: 60,
  });
  assert.equal(policyOf('{ policy: own-order, order: [benefits], firstAfterMinutes: 30 }'), {
    policy: 'own-order',
    order: ['benefits'],
    firstAfter: 30,
  });
});

test('a policy without what it goes by, or with what another goes by', () => {
  assertProblem(
    counter('    ▶calling: { policy: weighted }\n'),
    'site-calling-policy',
    /"weighted" needs "weights"/,
  );
  assertProblem(
    counter('    calling: { policy: oldest, ▶order: [tax] }\n'),
    'site-calling-policy',
    /belongs to "own-order"/,
  );
});

test('a policy that names what the counter does not serve', () => {
  const weights = 'calling: { policy: weighted, weights: { ▶taxes: 2 } }';
  assertProblem(counter(`    ${weights}\n`), 'site-calling-service', /did you mean "tax"/);
  const order = changed(
    '    services: [benefits]\n',
    '    services: [benefits]\n    calling: { policy: own-order, order: [benefits, ▶tax] }\n',
  );
  assertProblem(order, 'site-calling-service', /it serves benefits/);
});

test('whoever needs more time is not waited for shorter', () => {
  const short = (text: string) => text.replace('LONG', '{ waitSeconds: 150, needsTimeSeconds: ▶100 }');
  assertProblem(counter(short('    noShow: LONG\n')), 'site-no-show-order', /less than the 150/);
  assertProblem(`${sample}${short('noShow: LONG\n')}`, 'site-no-show-order', /less than the 150/);
});

test('how long is waited stands at the site, a service or a counter', () => {
  const source = `${counter('    noShow: { by: automatic }\n').replace(
    '    letter: V\n',
    '    letter: V\n    noShow: { waitSeconds: 180 }\n',
  )}noShow: { waitSeconds: 120 }\n`;
  assert.equal(check(source), []);
  const rules = rulesOf(siteOf(source));
  assert.equal(rules.noShow, { waitSeconds: 120 });
  assert.equal(rules.services.get('tax')?.noShow, { waitSeconds: 180 });
  assert.equal(rules.counters.get('counter-1')?.noShow, { by: 'automatic' });
});

test('a lobby display is a number display, and no number stands shorter than five seconds', () => {
  const display = 'displays:\n  - id: lobby\n    display: ';
  assertProblem(
    `${sample}${display}▶lamp-3\n`.replace('devices:\n', 'devices:\n  lamp-3: { driver: lamp }\n'),
    'site-device-kind',
    /number display is needed/,
  );
  assertProblem(`${sample}announcements: { seconds: ▶4 }\n`, 'site-form', /the number 4; expected/);
});

test('a lobby display may be a page alone, and from it there is one way to each counter', () => {
  const display = (directions: string) =>
    `${sample}displays:\n  - id: lobby\n    directions: ${directions}\n`;
  assert.equal(check(display('[{ counter: counter-1, arrow: left }]')), []);
  assertProblem(display('[{ counter: ▶counter-9, arrow: left }]'), 'site-counter-unknown', /counter-9/);
  assertProblem(
    display('[{ counter: counter-1, arrow: left }, { counter: ▶counter-1, arrow: up }]'),
    'site-id-twice',
    /way to/,
  );
  assertProblem(`${sample}displays: [{ id: lobby }, { id: ▶lobby }]\n`, 'site-id-twice', /lobby/);
});

test('a notice ends on or after the day on which it begins', () => {
  const notice = (until: string) =>
    `${sample}notices:\n  - text: { fi: Tiedote, sv: Meddelande }\n    from: 2026-03-02\n    until: ${until}\n`;
  assert.equal(check(notice('2026-03-02')), []);
  assertProblem(notice('▶2026-03-01'), 'site-date-order', /begins on 2026-03-02/);
});

test('transfers keep the place of arrival where an organisation says so', () => {
  const place = (source: string) => rulesOf(siteOf(source)).services.get('tax')?.transferPlace;
  assert.is(place(sample), undefined);
  assert.is(
    place(changed('  - id: vero\n', '  - id: vero\n    transfers: first-arrival\n')),
    'first-arrival',
  );
});

test.run();
