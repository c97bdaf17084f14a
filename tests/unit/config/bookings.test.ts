import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examineSite } from '../../../firmware/config/check-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { assertProblem, check, drivers, sample } from './sample';

const siteOf = (source: string) => examineSite(source, 'site.yaml', { drivers }).value as Site;

const town = `  calendars:
    - id: town
      file: town.ics
      service: tax
`;
const bookings = (text: string) => `${sample}bookings:\n${text}`;

test('a site without bookings has no rules of them, and is as it was', () => {
  assert.equal(check(sample), []);
  const site = siteOf(sample);
  assert.is(site.bookings, undefined);
  assert.is('bookings' in rulesOf(site), false);
});

test('bookings need no setting at all: each has a default', () => {
  assert.equal(rulesOf(siteOf(bookings('  {}\n'))).bookings, {
    early: 15,
    late: { minutes: 10, policy: 'end-of-queue' },
    missed: 30,
    daysAhead: 3,
  });
});

test('a calendar of one service, and one by categories', () => {
  assert.equal(check(bookings(town)), []);
  const kela = `    - id: kela
      url: https://calendar.example.fi/kela.ics
      categories: [{ category: Kela, service: benefits }]
`;
  assert.equal(check(bookings(town + kela)), []);
});

test('a calendar that is nowhere, or in two places', () => {
  const at = bookings(town).replace('- id: town', '- ▶id: town');
  assertProblem(at.replace('      file: town.ics\n', ''), 'site-calendar-place', /none of them/);
  assertProblem(
    at.replace('file: town.ics', 'file: town.ics\n      url: https://town.example.fi/c.ics'),
    'site-calendar-place',
    /"file" and "url"/,
  );
});

test('a calendar of no service, or of one service and of categories', () => {
  const at = bookings(town).replace('- id: town', '- ▶id: town');
  assertProblem(at.replace('      service: tax\n', ''), 'site-calendar-service', /neither/);
  assertProblem(
    at.replace('service: tax\n', 'service: tax\n      categories: [{ category: A, service: tax }]\n'),
    'site-calendar-service',
    /both/,
  );
});

test('a category that stands twice', () => {
  const twice =
    '      categories: [{ category: Kela, service: benefits }, { category: ▶kela, service: tax }]\n';
  assertProblem(
    bookings(town).replace('      service: tax\n', twice),
    'site-calendar-service',
    /"kela" is taken/,
  );
});

test('a calendar of an unknown service', () => {
  assertProblem(bookings(town.replace('service: tax', 'service: ▶taxes')), 'site-service-unknown', /"tax"/);
});

test('a calendar with the name of a device, of another calendar, or of what programs send', () => {
  assertProblem(bookings(town.replace('id: town', 'id: ▶lamp-1')), 'site-id-twice', /taken on line 45/);
  const second = '    - id: ▶town\n      file: b.ics\n      service: tax\n';
  assertProblem(bookings(town + second), 'site-id-twice', /taken on line/);
  assertProblem(bookings(town.replace('id: town', 'id: ▶pushed')), 'site-id-twice', /programs send/);
});

test('a booking that would be missed before its customer is late', () => {
  assertProblem(
    bookings('  late: { minutes: 40 }\n  missedMinutes: ▶30\n'),
    'site-bookings-order',
    /after 30 minutes.*only after 40/,
  );
});

test('an address that is none, and one that everybody can read', () => {
  const url = (address: string) => bookings(town.replace('file: town.ics', `url: ▶${address}`));
  assertProblem(url('ftp://town.example.fi'), 'site-form', /https/);
  assertProblem(url('http://town.example.fi/c.ics'), 'site-calendar-plain', /town.example.fi/);
  assert.equal(check(url('http://127.0.0.1:8000/c.ics').replace('▶', '')), []);
});

test.run();
