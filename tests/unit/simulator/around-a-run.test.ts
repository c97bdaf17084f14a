import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { html } from '../../../firmware/screens/extra-routes';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { Figures } from '../../../simulator/figures';
import { runFleet } from '../../../simulator/fleet/fleet-command';
import { quantile } from '../../../simulator/fleet/quantile';
import { virtualFleet } from '../../../simulator/fleet/virtual-fleet';
import { Months } from '../../../simulator/months';
import { openingDay } from '../../../simulator/people/opening-day';
import { planCustomer } from '../../../simulator/people/plan';
import { Random } from '../../../simulator/random';
import { figure } from '../../../simulator/report/plot';
import { anySite } from '../../../simulator/scenarios/any-site';
import { siteFile } from '../../../simulator/site-files';
import { siteSettings } from '../../../simulator/site-settings';
import { localInstant } from '../../../simulator/time/local-instant';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { Troubles, type TroublesOptions } from '../../../simulator/whole-site/troubles';

test('what the environment does not say of a simulated site is as usual', () => {
  const usual = siteSettings('mikkeli', 'no number', {});
  assert.equal([usual.httpPort, usual.mqttPort, usual.seed, usual.people], [8080, 1883, 1, true]);
  assert.match(usual.siteFile, /simulator\/sites\/mikkeli\.yaml$/);
  assert.match(usual.stateDir, /\/state$/);
  const own = siteSettings('/a/site.yaml', '7', {
    TISKI_HTTP_PORT: '81',
    TISKI_MQTT_PORT: '82',
    TISKI_STATE_DIR: '/kept',
    TISKI_PEOPLE: '0',
  });
  assert.equal(
    [own.siteFile, own.stateDir, own.httpPort, own.mqttPort, own.seed, own.people],
    ['/a/site.yaml', '/kept', 81, 82, 7, false],
  );
  assert.throws(() => siteSettings('mikkeli', '1', { TISKI_HTTP_PORT: 'web' }), /TISKI_HTTP_PORT/);
});

test('troubles of devices and of the network begin and end when the scenario says', async () => {
  const day = '2026-03-04';
  const time = new VirtualTime(localInstant(day, 0, 'Europe/Helsinki'));
  const did: string[] = [];
  const wayOut = { delay: 0, state: 'open' };
  const printer = {
    unplugCable: () => did.push('out'),
    plugCable: ({ lost }: { lost: boolean }) => did.push(`in ${lost}`),
  };
  const scenario = {
    faults: [{ what: 'silent', device: 'printer', from: `${day} 9:00`, until: `${day} 9:30` }],
    network: [
      { what: 'slow', delay: 700, from: `${day} 10:00`, until: `${day} 11` },
      { what: 'broker-full', from: `${day} 12:00` },
    ],
  };
  const troubles = new Troubles({
    scenario,
    timezone: 'Europe/Helsinki',
    time,
    wayOut,
    machine: { isHot: false },
    peers: { codecs: new Map(), printers: new Map([['printer', printer]]) },
  } as unknown as TroublesOptions);
  troubles.start();
  const at = async (hour: number) => {
    await time.runTo(localInstant(day, hour * 60, 'Europe/Helsinki'));
    return [did.join(', '), wayOut.delay, wayOut.state];
  };
  assert.equal(await at(9.25), ['out', 0, 'open']);
  assert.equal(await at(10.5), ['out, in true', 700, 'open']);
  assert.equal(await at(11.5), ['out, in true', 0, 'open']);
  assert.is(time.timers.length, 1);
  troubles.stop();
  assert.equal(time.timers, []);
  assert.is(time.nextDue, Number.POSITIVE_INFINITY);
  assert.equal(await at(12.5), ['out, in true', 0, 'open']);
});

test('a scenario without troubles has none', () => {
  assert.equal(new Troubles({ scenario: {} } as unknown as TroublesOptions).courses, []);
});

test('a number that ended nowhere is put back without a count, and one from before is not counted', () => {
  const figures = new Figures();
  const see = (type: string, ticket: string, more: object = {}) =>
    figures.see({ type: `ticket.${type}`, at: 0, data: { ticket, service: 'tax', ...more } } as ServiceEvent);
  see('served', 'V100');
  see('issued', 'V101');
  see('reinstated', 'V101');
  see('no-show', 'V101');
  see('reinstated', 'V101');
  const { issued, served, noShows } = figures.total;
  assert.equal([issued, served, noShows], [1, 0, 0]);
});

test('a quantile is a value that there is, and nothing has one of 0', () => {
  assert.equal(
    [0, 0.5, 0.99, 1].map(share => quantile([1, 2, 3, 4], share)),
    [1, 3, 4, 4],
  );
  assert.is(quantile([], 0.5), 0);
});

test('the clocks of a zone without summer time, west of Greenwich or at it, are read as well', () => {
  assert.is(localInstant('2026-03-04', 60, 'UTC'), Date.parse('2026-03-04T01:00:00Z'));
  assert.is(localInstant('2026-03-04', 60, 'America/Phoenix'), Date.parse('2026-03-04T08:00:00Z'));
  assert.is(localInstant('2026-07-04', 60, 'Europe/Helsinki'), Date.parse('2026-07-03T22:00:00Z'));
});

test('a fleet in virtual time is told in words', async () => {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  assert.is(await runFleet(['--virtual', '-n', '500', '--outage', '0'], { write }), 0);
  assert.match(text, /^appliances, all as busy as Mikkeli +500$/m);
  assert.not.match(text, /outage/);
});

const hours = [{ days: [3], from: 9 * 60, to: 10 * 60 }];
const rulesWith = (more: object, service: object = {}) =>
  ({
    timezone: 'Europe/Helsinki',
    services: new Map([['tax', { id: 'tax', letter: 'V', ...service }]]),
    ...more,
  }) as unknown as Rules;

test('people come while a service is open; while it always is, in the hours of an office', () => {
  const openOn = (day: string, rules: Rules) => {
    const opening = openingDay(rules, day);
    return opening && (opening.closes - opening.opens) / 3_600_000;
  };
  const [wednesday, thursday] = ['2026-03-04', '2026-03-05'];
  assert.is(openOn(wednesday, rulesWith({})), 7);
  for (const rules of [rulesWith({}, { hours }), rulesWith({ opening: { hours } })]) {
    assert.is(openOn(wednesday, rules), 1);
    assert.is(openOn(thursday, rules), undefined);
  }
});

test('who is mistaken asks for another service, if there is one', () => {
  const asks = (rules: Rules) => {
    const scenario = anySite('small', rules);
    const plans = Array.from({ length: 200 }, (_, n) => planCustomer(new Random(n), 'tax', scenario));
    return new Set(plans.flatMap(({ matters: [first] }) => first?.errand.asksFor ?? []));
  };
  const counters = new Map([['one', { id: 'one', services: ['tax', 'town'] }]]);
  const languages = ['fi'];
  assert.equal([...asks(rulesWith({ counters, languages }))], ['tax']);
  const services = new Map(['tax', 'town'].map(id => [id, { id, letter: id }]));
  assert.equal([...asks(rulesWith({ counters, languages, services }))].sort(), ['tax', 'town']);
});

test('a figure has a note where there is something to note', () => {
  assert.not.match(figure('Waits', html`<svg></svg>`).markup, /class="note"/);
  assert.match(figure('Waits', html`<svg></svg>`, 'of a day').markup, /<p class="note">of a day<\/p>/);
});

test('in a month in which nobody came nobody was served, and a fleet of none waits for nothing', () => {
  const [month] = new Months(anySite('small', rulesWith({ languages: ['fi'], counters: new Map() }))).of([
    '2026-03-04',
  ]);
  assert.equal([month?.name, month?.days, month?.served], ['2026-03', 1, 0]);
  assert.equal(virtualFleet({ appliances: 0, seed: 1, outage: 0, capacity: 10 }).delay, {
    p50: 0,
    p99: 0,
    max: 0,
  });
});

test('a site is named, or is a file of one’s own', () => {
  assert.match(siteFile('mikkeli'), /simulator\/sites\/mikkeli\.yaml$/);
  assert.is(siteFile('/srv/own.yaml'), '/srv/own.yaml');
});

test.run();
