import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { EventOf, ServiceEvent } from '../../../firmware/servicepoint/events';
import { definitions } from '../../../firmware/servicepoint/measures/definitions';
import { counts, durations, type Figures } from '../../../firmware/servicepoint/measures/figures';
import { merged, spreadOf } from '../../../firmware/servicepoint/measures/spread';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning, rules as office } from '../../property/servicepoint/office';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const organisations: Readonly<Record<string, string>> = { kunta: 'town', vero: 'state', kela: 'state' };
const rules: Rules = {
  ...office,
  services: new Map(
    [...office.services].map(([id, service]) => [id, { ...service, organisation: organisations[id] }]),
  ),
};

/** A point to which commands are given at minutes after the morning of Monday 3 November 2014, 08:00. */
class Office {
  readonly point = new ServicePoint(rules);
  readonly facts: ServiceEvent[] = [];

  at(minutes: number, name: Command['name'], args: object = {}): this {
    const at = morning + minutes * minute;
    this.facts.push(...this.point.handle({ name, args, at, channel: 'http' } as Command).events);
    return this;
  }

  closes<T extends 'measure.day-closed' | 'measure.month-closed' | 'measure.quarter-closed'>(
    type: T,
  ): EventOf<T>[] {
    return this.facts.filter((fact): fact is EventOf<T> => fact.type === type);
  }

  /** Of a service on the only day that was closed. */
  figures(service: string): Figures {
    const found = this.closes('measure.day-closed').find(({ data }) => data.service === service);
    if (!found) throw new Error(`${service} was not closed`);
    return found.data.figures;
  }
}

test('a day is closed once for each open service, each organisation and the point, right after its last tickets', () => {
  const office = new Office().at(0, 'take-ticket', { service: 'kunta' }).at(24 * 60, 'tick');
  const types = office.facts.map(({ type }) => type);
  assert.equal(types.slice(types.indexOf('ticket.cancelled')), [
    'ticket.cancelled',
    'appliance.day-opened',
    ...Array(6).fill('measure.day-closed'),
  ]);
  assert.equal(
    office.closes('measure.day-closed').map(({ data }) => [data.day, data.service, data.organisation]),
    [
      ['2014-11-03', 'kela', 'state'],
      ['2014-11-03', 'kunta', 'town'],
      ['2014-11-03', 'vero', 'state'],
      ['2014-11-03', undefined, 'state'],
      ['2014-11-03', undefined, 'town'],
      ['2014-11-03', undefined, undefined],
    ],
  );
  office.at(24 * 60 + 1, 'tick');
  assert.is(office.closes('measure.day-closed').length, 6);
});

test('queueing ends with the first call, waiting with the beginning of service, by the hour of the number', () => {
  const { queueing, waiting, serving, hours } = new Office()
    .at(50, 'take-ticket', { service: 'kunta' })
    .at(62, 'next', { counter: '1' })
    .at(64, 'arrived', { counter: '1' })
    .at(70, 'done', { counter: '1' })
    .at(24 * 60, 'tick')
    .figures('kunta');
  assert.equal([queueing.sum, waiting.sum, serving.sum], [12 * minute, 14 * minute, 6 * minute]);
  assert.equal(
    hours.map(({ hour: of, arrivals, served, queueing: waits }) => [of, arrivals, served, waits?.count]),
    [
      [8, 1, undefined, 1],
      [9, undefined, 1, undefined],
    ],
  );
});

test('a number taken in training is in no figure, though it is served after the change back', () => {
  const { arrivals, served, leftOver } = new Office()
    .at(0, 'mode', { mode: 'training' })
    .at(1, 'take-ticket', { service: 'kunta' })
    .at(2, 'mode', { mode: 'live' })
    .at(3, 'next', { counter: '1' })
    .at(4, 'done', { counter: '1' })
    .at(24 * 60, 'tick')
    .figures('kunta');
  assert.equal([arrivals, served, leftOver], [0, 0, 0]);
});

test('a close is live whatever the mode is in which midnight finds the box', () => {
  const office = new Office()
    .at(0, 'take-ticket', { service: 'kunta' })
    .at(1, 'mode', { mode: 'demo' })
    .at(24 * 60, 'tick');
  assert.is(office.figures('kunta').arrivals, 1);
  assert.is(office.figures('kunta').leftOver, 1, 'nobody ended it live');
  for (const { mode } of office.closes('measure.day-closed')) assert.is(mode, undefined);
});

test('a forgotten press at closing time is a customer served, and no service of many hours', () => {
  const { served, serving } = new Office()
    .at(0, 'take-ticket', { service: 'kunta' })
    .at(1, 'next', { counter: '1' })
    .at(2, 'arrived', { counter: '1' })
    .at(24 * 60, 'tick')
    .figures('kunta');
  assert.equal([served, serving.count], [1, 0]);
});

test('an officer who presses only at the end has served a customer and measured no time', () => {
  const { served, queueing, waiting, serving } = new Office()
    .at(0, 'take-ticket', { service: 'kunta' })
    .at(3, 'next', { counter: '1' })
    .at(9, 'done', { counter: '1' })
    .at(24 * 60, 'tick')
    .figures('kunta');
  assert.equal([served, queueing.count, waiting.count, serving.count], [1, 1, 0, 0]);
});

test('a box that was off over the end of a quarter closes day, month and quarter at its next start, in this order', () => {
  const office = new Office()
    .at(0, 'take-ticket', { service: 'vero' })
    .at(24 * 60, 'take-ticket', { service: 'vero' })
    .at(75 * 24 * 60, 'started', { version: '1' });
  const last = office.facts.map(({ type }) => type).slice(-20);
  assert.equal(last.slice(last.indexOf('appliance.day-opened')), [
    'appliance.day-opened',
    ...Array(6).fill('measure.day-closed'),
    ...Array(6).fill('measure.month-closed'),
    ...Array(6).fill('measure.quarter-closed'),
    'appliance.started',
  ]);
  const [month] = office.closes('measure.month-closed').filter(({ data }) => data.service === 'vero');
  const [quarter] = office.closes('measure.quarter-closed').filter(({ data }) => data.service === 'vero');
  assert.equal([month?.data.month, month?.data.days, month?.data.figures.arrivals], ['2014-11', 2, 2]);
  assert.equal([quarter?.data.quarter, quarter?.data.figures.arrivals], ['2014-Q4', 2]);
  assert.is(office.point.state.day, '2015-01-17');
});

test('a clock that is set makes nobody wait longer', () => {
  const { queueing } = new Office()
    .at(0, 'take-ticket', { service: 'kunta' })
    .at(65, 'clock-stepped', { by: hour })
    .at(67, 'next', { counter: '1' })
    .at(24 * 60, 'tick')
    .figures('kunta');
  assert.is(queueing.sum, 7 * minute);
});

test('whoever is in the office comes out of it in one way, and the figures balance', () => {
  const office = new Office()
    .at(0, 'take-ticket', { service: 'kunta' })
    .at(1, 'take-ticket', { service: 'kunta' })
    .at(2, 'take-ticket', { service: 'vero' })
    .at(3, 'next', { counter: '1' })
    .at(6, 'no-show', { counter: '1' })
    .at(7, 'reinstate', { ticket: 'K101' })
    .at(8, 'transfer', { ticket: 'K102', service: 'vero' })
    .at(9, 'cancel', { ticket: 'V101' })
    .at(24 * 60, 'tick');
  for (const { data } of office.closes('measure.day-closed')) {
    const { arrivals, transferredIn, transferredOut, served, noShows, cancelled, leftOver } = data.figures;
    assert.is(arrivals + transferredIn, served + noShows + cancelled + leftOver + transferredOut);
  }
  const { noShows, reinstated, leftOver, transferredOut } = office.figures('kunta');
  assert.equal([noShows, reinstated, leftOver, transferredOut], [0, 1, 1, 1]);
});

test('a summary on paper: today or a closed day, at a kiosk with a printer that may work', () => {
  const { point } = new Office().at(0, 'tick').at(24 * 60, 'tick');
  const ask = (args: object, by?: 'counter' | 'customer' | 'technician') =>
    point.handle({
      name: 'print-summary',
      args,
      at: morning + day + hour,
      channel: 'http',
      ...(by && { by: { role: by } }),
    }).decision;
  const today = ask({}, 'counter');
  assert.equal(today.ok && today.result, { day: '2014-11-04', kiosk: 'lobby', language: 'fi' });
  assert.ok(ask({ day: '2014-11-03', language: 'sv' }, 'technician').ok);
  const refusal = (args: object, by?: 'customer') => {
    const decision = ask(args, by);
    return decision.ok ? 'accepted' : decision.code;
  };
  assert.is(refusal({ day: '2014-11-02' }), 'measures-unknown');
  assert.is(refusal({ kiosk: 'desk' }), 'printer-unable');
  const bare = new ServicePoint({ ...rules, kiosks: new Map([['desk', { id: 'desk' }]]) });
  const none = bare.handle({ name: 'print-summary', args: {}, at: morning, channel: 'http' }).decision;
  assert.equal(!none.ok && [none.code, none.detail], ['kiosk-unknown', 'no kiosk of the site has a printer']);
  assert.is(refusal({ kiosk: 'cellar' }), 'kiosk-unknown');
  assert.is(refusal({}, 'customer'), 'not-allowed');
});

test('the figures of a snapshot are those of the whole history', () => {
  const office = new Office()
    .at(0, 'take-ticket', { service: 'kunta' })
    .at(24 * 60, 'take-ticket', { service: 'vero' })
    .at(24 * 60 + 5, 'next', { counter: '1' });
  const { measures } = restore(snapshot(office.point.state));
  assert.equal(measures, office.point.state.measures);
});

test('percentiles of a day are times that occurred; added up they are the same, rounded up to a minute', () => {
  const times = [5, 10, 61, 62, 119, 120, 121, 180, 240, 600].map(seconds => seconds * 1000);
  const whole = spreadOf(times);
  assert.equal([whole.p50, whole.p90, whole.longest, whole.mean], [119_000, 240_000, 600_000, 151_800]);
  assert.equal(whole.minutes, [0, 2, 4, 2, 1, 0, 0, 0, 0, 0, 1]);
  const parts = merged([spreadOf(times.slice(0, 3)), spreadOf([]), spreadOf(times.slice(3))]);
  assert.equal([parts.count, parts.sum, parts.mean, parts.longest], [10, 1_518_000, 151_800, 600_000]);
  assert.equal([parts.p50, parts.p90], [120_000, 240_000]);
  assert.equal(parts.minutes, whole.minutes);
  assert.equal(merged([]), { count: 0, sum: 0, minutes: [] });
});

test('every figure has a definition in three languages, and every definition its figure', () => {
  const figures: string[] = [...counts, ...durations, 'mean', 'p50', 'p90', 'longest'];
  assert.equal(
    definitions.map(({ id }) => id),
    figures,
  );
  for (const { id, name, text, rows } of definitions) {
    for (const words of [name, text]) {
      for (const language of ['fi', 'sv', 'en'] as const) assert.ok(words[language].length > 3, id);
    }
    for (const row of rows) assert.match(row, /^[A-Z]{3}-\d{2}$/);
  }
});

test.run();
