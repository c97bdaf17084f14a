import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertProblem, changed, check, sample } from './sample';

test('a counter that serves an unknown service', () => {
  assertProblem(changed('[benefits]', '[▶benfits]'), 'site-service-unknown', /did you mean "benefits"/);
  assertProblem(
    changed('[benefits]', '[benefits, ▶police]'),
    'site-service-unknown',
    /services has tax, benefits/,
  );
});

test('a button for an unknown service', () => {
  assertProblem(
    changed('press-1, service: tax', 'press-1, service: ▶taxes'),
    'site-service-unknown',
    /did you mean "tax"/,
  );
});

test('one wrong name in several places is one problem', () => {
  assertProblem(
    sample.replaceAll('service: tax', 'service: police').replace('police', '▶police'),
    'site-service-unknown',
    /also on line 42/,
  );
});

test('a service whose own id is missing does not make its counters wrong', () => {
  assertProblem(changed('  - id: tax\n    letter', '  - ▶letter'), 'site-key-missing', /"id"/);
});

test('a service of an unknown organisation', () => {
  assertProblem(
    changed('organisation: vero', 'organisation: ▶verro'),
    'site-organisation-unknown',
    /did you mean "vero"/,
  );
});

test('two services with one letter', () => {
  assertProblem(changed('letter: K', 'letter: ▶V'), 'site-letter-twice', /"V" is taken on line 13/);
});

test('two of a kind with one id', () => {
  assertProblem(changed('id: counter-2', 'id: ▶counter-1'), 'site-id-twice', /taken on line 28/);
  assertProblem(
    changed('id: kela', 'id: ▶vero').replace('organisation: kela', 'organisation: vero'),
    'site-id-twice',
    /line 7/,
  );
});

test('two counters of one name, whatever its capitals', () => {
  assertProblem(changed('fi: Tiski 2', 'fi: ▶tiski 1'), 'site-name-twice', /"tiski 1" is taken on line 29/);
});

test('hours that end before they begin', () => {
  assertProblem(changed('to: 15:00', 'to: ▶9:00'), 'site-hours', /ends at 9:00 and begins at 9:00/);
  assertProblem(
    changed('from: 10:00', 'from: 24:00').replace('to: 24:00', 'to: ▶24:00'),
    'site-hours',
    /24:00/,
  );
});

test('hours of one day that overlap', () => {
  assertProblem(
    changed('- days: [wed]', '- ▶days: [wed, tue]'),
    'site-hours-overlap',
    /on tue overlaps .* line 17/,
  );
  assert.equal(check(changed('[wed]', '[tue]').replace('from: 10:00', 'from: 15:00')), []);
});

test('hours of one weekday that never meet do not overlap', () => {
  const both = (first: string, second: string) =>
    changed(
      '      - days: [wed]\n        from: 10:00\n        to: 24:00\n',
      `      - { days: [wed], from: 10:00, to: 12:00, ${first} }\n      - ▶{ days: [wed], from: 11:00, to: 13:00, ${second} }\n`,
    );
  const apart = (first: string, second: string) =>
    assert.equal(check(both(first, second).replace('▶', '')), [], `${first} / ${second}`);
  const meet = (first: string, second: string) =>
    assertProblem(both(first, second), 'site-hours-overlap', /on wed overlaps/);
  apart('validUntil: 2026-05-31', 'validFrom: 2026-06-01');
  meet('validUntil: 2026-06-01', 'validFrom: 2026-06-01');
  apart('ofMonth: [first, third]', 'ofMonth: [second, last]');
  meet('ofMonth: [first, fourth]', 'ofMonth: [last]');
  meet('ofMonth: [last]', 'ofMonth: [fifth]');
  apart('ofMonth: [last]', 'ofMonth: [first]');
  apart('everyWeeks: 2, countedFrom: 2026-01-07', 'everyWeeks: 4, countedFrom: 2026-01-14');
  meet('everyWeeks: 2, countedFrom: 2026-01-07', 'everyWeeks: 3, countedFrom: 2026-01-14');
});

const withException = (entry: string) =>
  changed(
    'name: { fi: Verotus, sv: Beskattning }\n',
    `name: { fi: Verotus, sv: Beskattning }\n    exceptions:\n      - ${entry}\n`,
  );

test('dates that no calendar has, and days that end before they begin', () => {
  assertProblem(withException('date: ▶2026-02-30'), 'site-date', /no "2026-02-30" in the calendar/);
  assertProblem(withException('date: ▶24.12.2026'), 'site-date', /a date such as 2026-12-24/);
  assertProblem(
    withException('{ date: 2026-07-31, until: ▶2026-07-01 }'),
    'site-date-order',
    /ends on 2026-07-01 and begins on 2026-07-31/,
  );
  assertProblem(
    changed('to: 24:00', 'to: 24:00\n        validFrom: 2026-09-01\n        validUntil: ▶2026-08-31'),
    'site-date-order',
    /2026-08-31/,
  );
});

test('every second week says from which day, and that day is one of its own', () => {
  const every = (settings: string) => changed('to: 24:00', `to: 24:00\n        ${settings}`);
  assertProblem(every('everyWeeks: ▶2'), 'site-weeks', /from which day the weeks are counted/);
  assertProblem(every('countedFrom: ▶2026-01-07'), 'site-weeks', /every how many weeks/);
  assertProblem(
    every('everyWeeks: 2\n        countedFrom: ▶2026-01-09'),
    'site-weeks',
    /2026-01-09 is a fri, and days has wed/,
  );
  assertProblem(every('everyWeeks: 2\n        countedFrom: ▶2026-02-30'), 'site-date', /no "2026-02-30"/);
  assert.equal(check(every('everyWeeks: 2\n        countedFrom: 2026-01-07')), []);
});

test('a day with two exceptions, unless one day lies in a longer time', () => {
  assertProblem(
    withException('date: 2026-12-23\n      - ▶date: 2026-12-23'),
    'site-exception-twice',
    /on line 17 has some/,
  );
  assert.equal(
    check(
      withException(
        '{ date: 2026-07-01, until: 2026-07-31 }\n      - { date: 2026-07-15, hours: [{ from: 9:00, to: 12:00 }] }',
      ),
    ),
    [],
  );
});

test('other hours of a day and the hours of an advisor are checked as all hours are', () => {
  assertProblem(
    withException('date: 2026-12-23\n        hours: [{ from: 9:00, to: ▶8:00 }]'),
    'site-hours',
    /ends at 8:00/,
  );
  assertProblem(
    changed(
      'services: [benefits]\n',
      'services: [benefits]\n    roster: [{ days: [mon], from: 9:00, to: ▶9:00 }]\n',
    ),
    'site-hours',
    /begins at 9:00/,
  );
  assertProblem(
    `${sample}opening:\n  hours: [{ days: [mon], from: 9:00, to: ▶9:00 }]\n`,
    'site-hours',
    /begins at 9:00/,
  );
});

test('a text that lacks a language of the site', () => {
  assertProblem(
    changed('name: { fi: Verotus, sv: Beskattning }', '▶name: { fi: Verotus }'),
    'site-translation-missing',
    /not there in "sv"/,
  );
});

test('a language that no text has is told once', () => {
  assertProblem(changed('[fi, sv]', '[fi, sv, ▶en]'), 'site-translation-missing', /no text is there in "en"/);
});

test('a language that is misspelt in the list is told with the one that the texts have', () => {
  const source = changed('[fi, sv]', '[fi, ▶vs]')
    .replace(', language: sv', '')
    .replace(/ {6}- \{ device: press-2.*\n/, '');
  assertProblem(source.replace(/ {2}press-2.*\n/, ''), 'site-translation-missing', /"vs"; did you mean "sv"/);
});

test('texts in a language that the site does not list are told once, as a warning', () => {
  const source = sample.replaceAll(' }\n    services', ', en: C }\n    services').replace('en: C', '▶en: C');
  assertProblem(
    source.replace('en: C }\n    services: [benefits]', 'en: D }\n    services: [benefits]'),
    'site-translation-extra',
    /also on line 34/,
  );
});

test('a language code that is a country code', () => {
  assertProblem(
    sample.replaceAll('sv:', 'se:').replace('language: sv', 'language: se').replace('[fi, sv]', '[fi, ▶se]'),
    'site-language-doubtful',
    /Northern Sami; Swedish is "sv"/i,
  );
  assertProblem(
    sample.replaceAll('sv:', 'xx:').replace('language: sv', 'language: xx').replace('[fi, sv]', '[fi, ▶xx]'),
    'site-language-doubtful',
    /no language/,
  );
});

test('a button in a language that the site does not have', () => {
  assertProblem(changed('language: sv', 'language: ▶en'), 'site-language-unknown', /languages has fi, sv/);
});

test('a device that is not there', () => {
  assertProblem(
    changed('printer: printer-1', 'printer: ▶printer-2'),
    'site-device-unknown',
    /did you mean "printer-1"/,
  );
  assertProblem(
    changed('printer: printer-1', 'printer: ▶star'),
    'site-device-unknown',
    /of this kind there are printer-1/,
  );
});

test('a device of the wrong kind for its place', () => {
  assertProblem(
    changed('printer: printer-1\n    lamp: lamp-2', 'printer: ▶lamp-2\n    lamp: lamp-3')
      .concat('  lamp-3: { driver: lamp }\n')
      .replace(/ {2}printer-1:[\s\S]*(?= {2}lamp-3: \{)/, ''),
    'site-device-kind',
    /is a lamp; a ticket printer is needed/,
  );
});

test('a device in two places', () => {
  assertProblem(
    changed('lamp: lamp-2', 'lamp: ▶lamp-1').replace('  lamp-2: { driver: lamp }\n', ''),
    'site-device-twice',
    /in use on line 32/,
  );
});

test('a device without a place is a warning', () => {
  assertProblem(`${sample}  ▶spare: { driver: lamp }\n`, 'site-device-unused', /"spare"/);
});

test('a service that no counter serves', () => {
  assertProblem(
    sample
      .replaceAll('benefits]', 'tax]')
      .replace('[tax, tax]', '[tax]')
      .replace('id: benefits', 'id: ▶benefits'),
    'site-service-unserved',
    /"benefits"/,
  );
});

test('an organisation without a service is a warning', () => {
  assertProblem(
    changed('services:\n  - id: tax', '  - id: ▶te\n    name: { fi: TE, sv: TE }\nservices:\n  - id: tax'),
    'site-organisation-unused',
    /"te"/,
  );
});

test('a kiosk with buttons and no way to show the number', () => {
  const source = changed('    printer: printer-1\n', '')
    .replace('    buttons:', '    ▶buttons:')
    .replace(/ {2}printer-1:[\s\S]*/, '');
  assertProblem(source, 'site-kiosk-numberless', /"lobby" has buttons and no printer/);
});

test('a misspelt printer is told as such and nothing more', () => {
  assertProblem(
    changed('printer: printer-1', '▶printr: printer-1'),
    'site-key-unknown',
    /did you mean "printer"/,
  );
});

test('two buttons that do the same', () => {
  assertProblem(
    changed('service: tax, language: sv', 'service: ▶tax, language: fi'),
    'site-button-twice',
    /"tax" in "fi", as the button on line 41/,
  );
});

test('a time zone that does not exist', () => {
  assertProblem(
    `${sample}timezone: ▶Europe/Helsinky\n`,
    'site-timezone-unknown',
    /did you mean "Europe\/Helsinki"/,
  );
  assertProblem(`${sample}timezone: ▶Helsinki\n`, 'site-timezone-unknown', /did you mean "Europe\/Helsinki"/);
  assertProblem(`${sample}timezone: ▶+02:00\n`, 'site-timezone-unknown', /Europe\/Helsinki/);
});

test('two printers behind one address', () => {
  const source = changed('  - id: lobby', '  - id: annex\n    printer: printer-2\n  - id: lobby');
  assertProblem(
    `${source}  printer-2: { driver: printer, host: ▶10.0.0.5, port: 9100 }\n`,
    'site-address-twice',
    /"printer-1" \(on line 53\)/,
  );
});

test('a broker behind the port of the web pages', () => {
  assertProblem(
    `${sample}mqtt: { url: ▶"mqtt://localhost:8080" }\n`,
    'site-address-twice',
    /the broker and the web pages/,
  );
});

test('a broker without a host, with a password in its address, or without encryption', () => {
  assertProblem(`${sample}mqtt: { url: ▶'mqtt://:1883' }\n`, 'site-form', /expected an address with a host/);
  assertProblem(
    `${sample}mqtt: { url: ▶'mqtts://me:secret@broker.fi' }\n`,
    'site-mqtt-login',
    /holds a user or password/,
  );
  assertProblem(`${sample}mqtt: { url: ▶'mqtt://broker.fi' }\n`, 'site-mqtt-plain', /broker\.fi/);
  assertProblem(
    `${sample}mqtt: { url: 'mqtt://127.0.0.1', ▶passwordFile: /etc/tiski/mqtt }\n`,
    'site-mqtt-login',
    /no "username"/,
  );
  assert.equal(check(`${sample}mqtt: { url: 'mqtt://127.0.0.1' }\n`), []);
});

test('the password of a broker is never repeated', () => {
  const [problem] = check(`${sample}mqtt: { url: 'mqtts://me:secret@broker.fi' }\n`);
  assert.not.match(JSON.stringify(problem), /secret/);
});

test('a host that is none, or has a port in it', () => {
  assertProblem(
    `${sample}http: { host: ▶192.168.1.300 }\n`,
    'site-form',
    /"192.168.1.300"; expected an IP address/,
  );
  assertProblem(changed('host: 10.0.0.5', 'host: ▶10.0.0.5:9100'), 'site-form', /without a port/);
  for (const host of ['printer.local', 'tulostin-1', '"::1"', 'fe80::1']) {
    assert.equal(check(changed('host: 10.0.0.5', `host: ${host}`)), []);
  }
});

test('a logo that is not beside the site file', () => {
  assertProblem(`${sample}ticket: { logo: ▶lgoo.png }\n`, 'site-file-missing', /"lgoo.png"/);
  assertProblem(`${sample}ticket: { logo: ▶../logo.png }\n`, 'site-form', /beside the site file/);
  assert.equal(check(`${sample}ticket: { logo: logo.png }\n`), []);
});

test.run();
