import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import { type Site, SiteSchema } from '../../../firmware/config/site';
import { fullSite } from './full-site';

const name = { fi: 'x' };

const site: Site = {
  version: 1,
  site: 'village',
  appliance: 'hub',
  name,
  timezone: 'Europe/Helsinki',
  languages: ['fi', 'sv'],
  organisations: [{ id: 'town', name }],
  services: [
    {
      id: 'tax',
      letter: 'V',
      organisation: 'town',
      name,
      hours: [
        { days: ['mon', 'sun'], from: '09:00', to: '11:30' },
        { days: ['sat'], from: '12:15', to: '24:00' },
      ],
    },
    { id: 'town', letter: 'M', organisation: 'town', name },
  ],
  counters: [{ id: 'counter-1', name, services: ['tax', 'town'], next: 'button' }],
  kiosks: [
    { id: 'lobby', printer: 'paper', buttons: [] },
    { id: 'upstairs', buttons: [] },
  ],
  rings: [],
  devices: {},
  http: { host: '127.0.0.1', port: 8080 },
};

test('the core learns from a site file what it needs to decide, and no more', () => {
  const rules = rulesOf(site);
  assert.is(rules.timezone, 'Europe/Helsinki');
  assert.equal(rules.languages, ['fi', 'sv']);
  assert.equal(rules.counters.get('counter-1'), { id: 'counter-1', services: ['tax', 'town'] });
  assert.equal([...rules.kiosks.values()], [{ id: 'lobby', printer: 'paper' }, { id: 'upstairs' }]);
});

test('days are counted from Sunday and hours in minutes from midnight; no hours means always', () => {
  const { services } = rulesOf(site);
  assert.equal(services.get('tax'), {
    id: 'tax',
    letter: 'V',
    organisation: 'town',
    hours: [
      { days: [1, 0], from: 540, to: 690 },
      { days: [6], from: 735, to: 1440 },
    ],
    lastTicket: { minutesBefore: 0, byWait: true },
  });
  assert.is(services.get('town')?.hours, undefined);
});

test('visits, dated hours and exceptions become days that the core can count', () => {
  const [tax, town] = site.services;
  assert.ok(tax && town);
  const rules = rulesOf({
    ...site,
    opening: { exceptions: [{ date: '2026-12-23', hours: [{ from: '09:00', to: '12:00' }] }] },
    organisations: [{ id: 'town', name, elsewhere: { phone: '08 123' } }],
    services: [
      {
        ...tax,
        hours: [
          {
            days: ['fri'],
            from: '09:00',
            to: '12:00',
            everyWeeks: 2,
            countedFrom: '2026-01-09',
            ofMonth: ['last'],
            validUntil: '2026-12-31',
          },
        ],
        elsewhere: { web: 'vero.fi' },
      },
      { ...town, exceptions: [{ date: '2026-07-01', until: '2026-07-31' }] },
    ],
  });
  assert.equal(rules.opening?.closedOn, ['public-holidays', 'christmas-eve', 'midsummer-eve']);
  assert.equal(rules.opening?.exceptions, [
    { firstDay: 20810, lastDay: 20810, hours: [{ from: 540, to: 720 }] },
  ]);
  assert.equal(rules.services.get('tax')?.hours, [
    {
      days: [5],
      from: 540,
      to: 720,
      validUntil: 20818,
      weeks: { every: 2, from: 20462 },
      ofMonth: [-1],
    },
  ]);
  assert.equal(rules.services.get('town')?.exceptions, [{ firstDay: 20635, lastDay: 20665, hours: [] }]);
  assert.equal(rules.services.get('tax')?.elsewhere, { web: 'vero.fi' }, 'its own');
  assert.equal(rules.services.get('town')?.elsewhere, { phone: '08 123' }, 'that of its organisation');
});

test('a whole site file comes to the core: kinds of counters, times of a year, places and what rings there', () => {
  const rules = rulesOf(Value.Default(SiteSchema, parse(fullSite)) as Site);
  assert.is(rules.counters.get('counter-1')?.kind, 'remote');
  assert.equal(rules.opening?.hours?.[0], {
    days: [1, 2],
    from: 480,
    to: 1080,
    validFrom: 20460,
    validUntil: 20805,
  });
  assert.equal(rules.places?.get('desk-1'), { id: 'desk-1', counter: 'counter-1', services: ['tax'] });
  const video = rules.rings?.get('video');
  assert.equal([video?.missedAfter, video?.longest], [60_000, 300_000]);
  assert.equal(video?.quietHours, [{ days: [1], from: 1320, to: 360 }]);
  assert.equal(video?.chain, ['video-call', 'ring-lamp', 'desk-lamp']);
});

test('exceptions on some weekdays, quiet hours of every day and a substitute of one day', () => {
  const exceptions = [
    {
      date: '2026-12-21',
      until: '2026-12-31',
      hours: [{ days: ['mon' as const], from: '9:00', to: '10:00' }],
    },
  ];
  const ring = {
    id: 'video',
    source: 'bell',
    substitutes: [{ from: '2026-07-01', members: [] }],
    quietHours: [{ from: '22:00', to: '6:00' }],
    lamps: ['lamp'],
    sounders: [],
  };
  const rules = rulesOf({ ...site, opening: { exceptions }, rings: [ring] });
  assert.equal(rules.opening?.exceptions?.[0]?.hours, [{ days: [1], from: 540, to: 600 }]);
  const video = rules.rings?.get('video');
  assert.equal(video?.substitutes, [{ firstDay: 20635, lastDay: 20635, members: [] }]);
  assert.equal(video?.quietHours, [{ from: 1320, to: 360 }]);
  assert.is(video?.missedAfter, 30_000);
});

test('a site that the checker would refuse makes no rules', () => {
  assert.throws(() => rulesOf({ ...site, languages: [] }), /at least one language/);
  const [tax] = site.services;
  assert.ok(tax);
  const span = { days: ['mon' as const], from: '9.00', to: '10:00' };
  const wrong = (hours: object) =>
    rulesOf({ ...site, services: [{ ...tax, hours: [{ ...span, ...hours }] }] });
  assert.throws(() => wrong({}), /9\.00 is not a time of day/);
  assert.throws(() => wrong({ from: '9:00', validFrom: '2026-02-30' }), /2026-02-30 is not a date/);
});

test('lists keep the order of the file: the first kiosk is the one that is meant when none is named', () => {
  assert.equal([...rulesOf(site).services.keys()], ['tax', 'town']);
  assert.is([...rulesOf(site).kiosks.keys()][0], 'lobby');
});

test.run();
