import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import type { Runtime } from '../../../firmware/runtime';
import { advisorView } from '../../../firmware/screens/advisor-view';
import { bookingsView } from '../../../firmware/screens/bookings-view';
import { counterView } from '../../../firmware/screens/counter-view';
import { displayView } from '../../../firmware/screens/display-view';
import { smileyView } from '../../../firmware/screens/feedback-view';
import { infoTvView } from '../../../firmware/screens/info-tv-view';
import { kioskView } from '../../../firmware/screens/kiosk-view';
import type { UpdateNotice } from '../../../firmware/screens/pages/shell/update-notice';
import { stateView } from '../../../firmware/screens/state-view';
import { ticketView } from '../../../firmware/screens/ticket-view';
import type { Command } from '../../../firmware/servicepoint/commands';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { smallSite } from '../../support/web-box';

const minute = 60_000;
/** A Wednesday, 10.15 in Finland. */
const begin = Date.UTC(2026, 2, 18, 8, 15);

const site: Site = {
  ...smallSite,
  counters: [
    {
      id: 'counter-1',
      name: { fi: 'Tiski 1' },
      services: ['tax', 'benefits'],
      noShow: { by: 'automatic', waitSeconds: 60, automaticSeconds: 30 },
    },
    { id: 'counter-2', name: { fi: 'Tiski 2' }, services: ['tax'] },
  ],
  places: [
    { id: 'desk-1', name: { fi: 'Työpiste 1' }, counter: 'counter-1', lamp: 'lamp' },
    { id: 'desk-2', name: { fi: 'Työpiste 2' }, counter: 'counter-2', lamp: 'lamp' },
  ],
  rings: [
    {
      id: 'help',
      counters: ['counter-1', 'counter-2'],
      members: ['desk-1', 'desk-2'],
      lamps: [],
      sounders: [],
    },
    { id: 'video', source: 'video-call', members: ['desk-1'], lamps: [], sounders: [] },
  ],
  directory: [{ id: 'hospital', name: { fi: 'Sairaala' }, addresses: ['video@hospital.fi'] }],
  messages: [
    { id: 'back', text: { fi: 'Asiakas palasi.' }, minutes: 10 },
    { id: 'left', text: { fi: 'Asiakas lähti.' }, minutes: 10 },
  ],
  bookings: {
    earlyMinutes: 10,
    late: { minutes: 10, policy: 'keep' },
    missedMinutes: 30,
    daysAhead: 7,
    calendars: [],
  },
  devices: {
    ...smallSite.devices,
    lamp: { driver: 'virtual-lamp' },
    'video-call': { driver: 'virtual-ring' },
  },
};

/** The core with a clock of its own, and what the views need of the runtime around it. */
class Point {
  readonly #core: ServicePoint;
  readonly #rules;
  at = begin;

  constructor(of: Site = site) {
    this.#rules = rulesOf(of);
    this.#core = new ServicePoint(this.#rules);
    this.do('started', { version: '1.0.0' });
  }

  get runtime(): Runtime {
    return {
      rules: this.#rules,
      state: this.#core.state,
      journal: { waiting: 0, epoch: 'epoch-1', last: 7 },
    } as unknown as Runtime;
  }

  do(name: Command['name'], args: object, after = 0): Readonly<Record<string, unknown>> {
    this.at += after;
    const { decision } = this.#core.handle({ name, args, at: this.at, channel: 'box' } as Command);
    assert.ok(decision.ok, `${name}: ${JSON.stringify(decision)}`);
    return decision.ok ? { ...decision.result } : {};
  }

  take(service: string, more: object = {}): string {
    return String(this.do('take-ticket', { service, ...more }).ticket);
  }

  get source() {
    return { site, runtime: this.runtime, at: this.at };
  }

  panel(of = 'counter-1') {
    const counter = site.counters.find(({ id }) => id === of);
    assert.ok(counter);
    return counterView(this.source, counter as Site['counters'][number]);
  }

  state(box?: Parameters<typeof stateView>[0]['boxHealth']) {
    const time = { now: () => this.at } as Parameters<typeof stateView>[0]['time'];
    return stateView({ ...this.source, version: '1.0.0', time, ...(box && { boxHealth: box }) });
  }
}

test('A panel tells until when the customer is waited for, and when the box gives up', () => {
  const point = new Point();
  const ticket = point.take('tax', { group: 3 });
  point.do('next', { counter: 'counter-1' });
  assert.is(point.panel().current?.waitedForUntil, point.at + minute);
  assert.not.ok(point.panel().current?.overdue);
  point.do('tick', {}, minute);
  const { current } = point.panel();
  assert.ok(current?.overdue);
  assert.is(current?.givenUpAt, point.at + 30_000);
  assert.is(current?.group, 3);
  const told = point.state().tickets.find(({ code }) => code === ticket);
  assert.is(told?.overdueAt, point.at);
  assert.is(advisorView(point.source, undefined).tickets[0]?.group, 3);
});

test('Who was missed stands on the panel, the latest first', () => {
  const point = new Point();
  const tickets = [point.take('tax'), point.take('tax'), point.take('tax')];
  for (const _ of tickets) {
    point.do('next', { counter: 'counter-2' }, minute);
    point.do('no-show', { counter: 'counter-2' }, minute);
  }
  assert.equal(
    point.panel('counter-2').missed.map(({ code }) => code),
    [...tickets].reverse(),
  );
  assert.is(point.panel('counter-2').today.missed, 3);
  const feed = ticketView(point.source, tickets[0] ?? '');
  assert.is(feed.ticket?.stands, 'missed');
});

test('A customer who was told to come back later is aside, with the time; one who was served in no time makes no mean', () => {
  const point = new Point();
  const ticket = point.take('benefits');
  point.do('next', { counter: 'counter-1' });
  point.do('arrived', { counter: 'counter-1' });
  assert.is(ticketView(point.source, ticket).ticket?.stands, 'serving');
  assert.equal(advisorView(point.source, undefined).tickets[0]?.may, []);
  point.do('park', { counter: 'counter-1', minutes: 20 });
  assert.is(point.state().tickets[0]?.returnAt, point.at + 20 * minute);
  assert.is(point.panel().parked[0]?.returnAt, point.at + 20 * minute);
  assert.is(ticketView(point.source, ticket).ticket?.stands, 'aside');
  const other = point.take('tax');
  point.do('next', { counter: 'counter-1' });
  point.do('arrived', { counter: 'counter-1' });
  point.do('done', { counter: 'counter-1' });
  assert.equal([point.panel().today.served, point.panel().today.meanService], [1, undefined]);
  assert.is(ticketView(point.source, other).ticket?.stands, 'over');
});

test('A call for help and a ring of an office are told apart, with who calls and who goes', () => {
  const point = new Point();
  point.do('presence', { place: 'desk-2', state: 'available' });
  point.do('presence', { place: 'desk-1', state: 'available' });
  point.do('help', { counter: 'counter-1' });
  point.do('ring-heard', { source: 'video-call', caller: 'video@hospital.fi' }, 1000);
  const [call] = point.panel().rings;
  assert.equal([call?.kind, call?.caller, call?.own], ['call', { fi: 'Sairaala' }, false]);
  const [help] = point.panel('counter-2').rings;
  assert.equal([help?.kind, help?.from], ['help', { fi: 'Tiski 1' }]);
  const { calls } = advisorView(point.source, 'desk-2');
  assert.equal(
    calls.map(({ kind, counter, caller }) => [kind, counter, caller]),
    [
      ['help', 'counter-1', undefined],
      ['call', undefined, { fi: 'Sairaala' }],
    ],
  );
  const { rings } = point.state();
  const ring = rings.flatMap(({ calls }) => calls).find(({ source }) => source === 'video-call')?.ring;
  point.do('acknowledge', { ring, place: 'desk-1' });
  assert.ok(point.panel().rings[0]?.own);
  point.do('ring-over', { ring, end: 'answered' });
  const [ended] = advisorView(point.source, undefined).ended;
  assert.equal([ended?.kind, ended?.caller, ended?.outcome], ['call', { fi: 'Sairaala' }, 'answered']);
});

test('A message is told with the number that it is about; one whose text the site file has no more is not shown', () => {
  const point = new Point();
  const about = point.take('tax');
  point.do('message', { preset: 'back', counters: ['counter-1'], about });
  point.do('message', { preset: 'left', counters: ['counter-1'] });
  assert.equal(
    point
      .panel()
      .messages.map(({ text, about }) => [text.fi, about])
      .sort(),
    [
      ['Asiakas lähti.', undefined],
      ['Asiakas palasi.', about],
    ],
  );
  const { messages: _, ...wordless } = site;
  const told = stateView({
    ...point.source,
    site: wordless,
    version: '1',
    time: { now: () => point.at } as never,
  });
  assert.equal(
    told.counters.flatMap(({ messages }) => messages),
    [],
  );
  assert.equal(advisorView({ ...point.source, site: wordless }, undefined).presets, []);
});

test('A booked customer who is here has a number and a time; who is expected has a length if it is known', () => {
  const point = new Point();
  const slot = begin + 60 * minute;
  const day = '2026-03-18';
  const booked = [
    { booking: 'ABCD', slot, minutes: 30 },
    { booking: 'EFGH', slot: slot + minute },
  ];
  point.do('bookings', { service: 'tax', day, bookings: booked });
  const ticket = String(point.do('check-in', { booking: 'EFGH' }).ticket);
  const [tax] = bookingsView(site, point.runtime).services;
  assert.equal(tax?.expected, [{ booking: 'ABCD', slot, minutes: 30 }]);
  assert.equal(tax?.arrived, [{ ticket, slot: slot + minute, arrivedAt: begin }]);
  assert.equal(ticketView(point.source, ticket).ticket, {
    service: { fi: 'Verotus' },
    stands: 'waiting',
    slot: slot + minute,
  });
  assert.is(point.panel().waiting[0]?.slot, slot + minute);
});

test('The box and its devices are told with words for each reason, also for one that this release does not know', () => {
  const point = new Point();
  point.do('device-reported', {
    device: 'printer',
    health: 'failed',
    code: 'paper-out',
    warnings: ['cover-stuck'],
  });
  const { devices, box } = point.state(
    () =>
      ({
        health: 'failed',
        code: 'disk-full',
        warnings: ['clock-not-synced'],
      }) as never,
  );
  const printer = devices.find(({ name }) => name === 'printer');
  assert.match(printer?.reason?.what ?? '', /paper/);
  assert.equal(printer?.warnings, [{ code: 'cover-stuck', what: 'cover-stuck', advice: '' }]);
  assert.is(devices.find(({ name }) => name === 'lamp')?.reason?.code, 'device-not-started');
  assert.is(box?.reason?.code, 'disk-full');
  assert.is(box?.warnings.length, 1);
});

test('What the site file says otherwise since the start is left out of the pages, not made up', () => {
  const point = new Point();
  const [tax] = site.services;
  assert.ok(tax);
  const changed: Site = {
    ...site,
    services: [
      { ...(tax as Site['services'][number]), organisation: 'gone' },
      { ...(tax as Site['services'][number]), id: 'new' },
    ],
  };
  assert.equal(
    advisorView({ ...point.source, site: changed }, undefined).services.map(({ id, organisation }) => [
      id,
      organisation,
    ]),
    [['tax', {}]],
  );
  const display = displayView(changed, point.runtime, point.at);
  assert.equal([display.services.map(({ id }) => id), display.displays], [['tax'], []]);
});

test('A ticket that is not there is not shown at the kiosk, and a caller without a name has none', () => {
  const point = new Point();
  const [kiosk] = site.kiosks;
  assert.ok(kiosk);
  const code = point.take('tax');
  const shown = (ticket: string) =>
    kioskView(point.source, kiosk as Site['kiosks'][number], ticket).ticket?.code;
  assert.equal([shown(code), shown('V999')], [code, undefined]);
  point.do('presence', { place: 'desk-1', state: 'available' });
  point.do('ring-heard', { source: 'video-call', caller: 'video@hospital.fi' });
  const { directory: _, ...unlisted } = site;
  assert.equal(
    [point.source, { ...point.source, site: unlisted }].map(
      source => advisorView(source, undefined).calls[0]?.caller,
    ),
    [{ fi: 'Sairaala' }, undefined],
  );
});

test('Staff is told of a new release', () => {
  const update = { version: '2.0.0' } as unknown as UpdateNotice;
  const { source } = new Point();
  assert.equal(
    [advisorView(source, undefined), advisorView({ ...source, update }, undefined)].map(view => view.update),
    [undefined, update],
  );
});

test('The sign at a smiley unit has the unhappy end where less is better', () => {
  const asking = (question: 'ces' | 'csat') => {
    const asked: Site = { ...site, smileys: [{ id: 'exit', device: 'faces', question, lockOut: 5 }] };
    const point = new Point(asked);
    const { unhappy, happy } = smileyView({ ...point.source, site: asked }, 'exit')?.asked ?? {};
    return [unhappy?.en, happy?.en];
  };
  assert.equal(asking('csat'), ['very dissatisfied', 'very satisfied']);
  assert.equal(asking('ces'), ['very much', 'very little']);
});

test('A service that takes no more for today is full, and one that never opens says no time', () => {
  const hours = [{ days: ['wed' as const], from: '10:00', to: '10:30' }];
  const [tax, benefits] = smallSite.services;
  assert.ok(tax && benefits);
  const short: Site = {
    ...site,
    services: [
      { ...(tax as Site['services'][number]), hours, minutes: 60, elsewhere: { web: 'vero.fi' } },
      { ...(benefits as Site['services'][number]), hours: [] },
    ],
  };
  const point = new Point(short);
  point.take('tax');
  point.do('next', { counter: 'counter-1' });
  point.do('arrived', { counter: 'counter-1' });
  const [full, never] = infoTvView(short, point.runtime, point.at).services;
  assert.is(advisorView({ ...point.source, site: short }, undefined).services[0]?.closed?.why, 'queue');
  assert.equal([full?.state, full?.elsewhere], ['full', { web: 'vero.fi' }]);
  assert.equal([never?.state, never?.opensAt, never?.hours], ['closed', undefined, []]);
});

test.run();
