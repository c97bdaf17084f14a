import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CommandArgs, CommandName } from '../../../firmware/servicepoint/commands';
import type { Decision } from '../../../firmware/servicepoint/decision';
import { markOf } from '../../../firmware/servicepoint/queue/seen';
import { waitsOfCounter, waitsOfService } from '../../../firmware/servicepoint/queue/waits';
import { actorFrom } from '../../../firmware/servicepoint/rights/actor';
import type { CounterRules, Rules, ServiceRules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { currentTicket } from '../../../firmware/servicepoint/state';
import { estimateWait } from '../../../firmware/servicepoint/wait/estimate';
import { morning } from '../../property/servicepoint/office';

const second = 1000;
const minute = 60 * second;

interface Changes {
  readonly tax?: Partial<ServiceRules>;
  readonly counter?: Partial<CounterRules>;
  readonly site?: Partial<Rules>;
}

/** Tax and register of one organisation, the town's own, and a counter for all. */
function office({ tax = {}, counter = {}, site = {} }: Changes = {}) {
  const services = ['tax', 'register', 'town'];
  const rules: Rules = {
    timezone: 'Europe/Helsinki',
    languages: ['fi'],
    services: new Map([
      ['tax', { id: 'tax', letter: 'V', organisation: 'state', ...tax }],
      ['register', { id: 'register', letter: 'D', organisation: 'state', ...tax }],
      ['town', { id: 'town', letter: 'K', organisation: 'town', ...tax }],
    ]),
    counters: new Map([
      ['1', { id: '1', services, ...counter }],
      ['2', { id: '2', services }],
    ]),
    kiosks: new Map([['desk', { id: 'desk' }]]),
    ...site,
  };
  const point = new ServicePoint(rules);
  let at = morning;
  const handle = (name: string, args: object, by?: string) => {
    const actor = by === undefined ? undefined : actorFrom(by);
    return point.handle({ name, args, at, channel: 'http', ...(actor && { by: actor }) } as Parameters<
      ServicePoint['handle']
    >[0]);
  };
  return {
    point,
    rules,
    now: () => at,
    ask: <N extends CommandName>(name: N, args: CommandArgs<N>, by?: string) => {
      at += second;
      return handle(name, args, by).decision;
    },
    /** Lets time go by, waking the core when it wants to be woken. @returns types of the facts */
    pass: (duration: number): string[] => {
      const until = at + duration;
      const types: string[] = [];
      for (; at < until; ) {
        at = Math.min(until, Math.max(at + 1, point.nextDue));
        types.push(...handle('tick', {}).events.map(({ type }) => type));
      }
      return types;
    },
    next: (counter: string): unknown => {
      at += second;
      const { decision } = handle('next', { counter });
      return decision.ok ? decision.result.ticket : decision.code;
    },
    ticket: (code: string) => point.state.tickets.get(code),
  };
}

test('a called customer is waited for 150 s, then the officer is prompted once and decides', () => {
  const { ask, next, pass, ticket } = office();
  ask('take-ticket', { service: 'tax' });
  next('1');
  assert.equal(pass(149 * second), []);
  assert.equal(pass(second), ['ticket.overdue']);
  assert.equal(pass(30 * minute), []);
  assert.is(ticket('V101')?.state, 'called');
  assert.is(next('1'), null);
  assert.is(ticket('V101')?.state, 'no-show');
});

test('whoever asked for more time is waited for twice as long, or as long as is set', () => {
  const usual = office();
  usual.ask('take-ticket', { service: 'tax', needsTime: true });
  usual.next('1');
  assert.equal(usual.pass(299 * second), []);
  assert.equal(usual.pass(second), ['ticket.overdue']);
  const set = office({ tax: { noShow: { needsTimeSeconds: 200 } } });
  set.ask('take-ticket', { service: 'tax', needsTime: true });
  set.next('1');
  assert.equal(set.pass(199 * second), []);
  assert.equal(set.pass(second), ['ticket.overdue']);
});

test('how long is waited is said by the counter, else by the service, else by the site', () => {
  const wait = (seconds: number) => ({ noShow: { waitSeconds: seconds } });
  const after = (changes: Changes) => {
    const { ask, next, point, now } = office(changes);
    ask('take-ticket', { service: 'tax' });
    next('1');
    return (point.nextDue - now()) / second;
  };
  assert.is(after({ site: wait(100), tax: wait(110), counter: wait(120) }), 120);
  assert.is(after({ site: wait(100), tax: wait(110) }), 110);
  assert.is(after({ site: wait(100) }), 100);
  assert.is(after({ site: wait(100), counter: { noShow: { by: 'automatic' } } }), 100);
});

test('calling again gives the customer the whole time again', () => {
  const { ask, next, pass, ticket } = office();
  ask('take-ticket', { service: 'tax' });
  next('1');
  pass(160 * second);
  assert.ok(ticket('V101')?.overdueAt !== undefined);
  ask('recall', { counter: '1' });
  assert.is(ticket('V101')?.overdueAt, undefined);
  assert.equal(pass(149 * second), []);
  assert.equal(pass(second), ['ticket.overdue']);
});

test('where the site wants it, nobody has to press for who does not come', () => {
  const { ask, next, pass, point } = office({
    counter: { noShow: { by: 'automatic', automaticSeconds: 20 } },
  });
  ask('take-ticket', { service: 'tax' });
  next('1');
  assert.equal(pass(169 * second), ['ticket.overdue']);
  assert.equal(pass(second), ['ticket.no-show']);
  assert.is(point.state.counters.size, 0);
});

test('a box that was off while somebody was called prompts first and gives nobody up at its start', () => {
  const { ask, next, point, ticket } = office({ counter: { noShow: { by: 'automatic' } } });
  ask('take-ticket', { service: 'tax' });
  next('1');
  const later = morning + 20 * minute;
  const { events } = point.handle({ name: 'started', args: { version: '1' }, at: later, channel: 'box' });
  assert.ok(events.some(({ type }) => type === 'ticket.overdue'));
  assert.is(ticket('V101')?.state, 'called');
  assert.equal(
    point.state.announcements.map(({ ticket: code, at }) => [code, at]),
    [['V101', later]],
    'it is announced anew',
  );
});

test('a customer who has come is prompted for no more', () => {
  const { ask, next, pass } = office();
  ask('take-ticket', { service: 'tax' });
  next('1');
  ask('arrived', { counter: '1' });
  assert.equal(pass(60 * minute), []);
});

test('a parked customer comes back at the set time, first for the officer who knows the matter', () => {
  const calling = { policy: 'own-order', order: ['register'], firstAfter: 60 } as const;
  const { ask, next, pass, ticket } = office({ counter: { calling } });
  ask('take-ticket', { service: 'tax' });
  next('1');
  ask('park', { counter: '1', minutes: 10 });
  for (const service of ['register', 'register'] as const) ask('take-ticket', { service });
  assert.is(next('1'), 'D101');
  assert.equal(pass(9 * minute), ['ticket.overdue']);
  assert.equal(pass(minute), ['ticket.returned']);
  assert.is(ticket('V101')?.state, 'returned');
  assert.is(next('1'), 'V101');
});

test('whoever came back keeps the place by age at the other counters, so that nobody waits for an officer who has gone', () => {
  const { ask, next, pass, point } = office();
  for (const service of ['tax', 'tax', 'tax'] as const) ask('take-ticket', { service });
  next('1');
  ask('park', { counter: '1', minutes: 1 });
  pass(minute);
  assert.equal(point.state.queues.get('tax'), ['V101', 'V102', 'V103']);
  assert.is(next('2'), 'V101');
});

test('a customer parked without a time waits until called, and has an end at the end of the day', () => {
  const { ask, next, pass, ticket } = office();
  ask('take-ticket', { service: 'tax' });
  ask('take-ticket', { service: 'tax' });
  next('1');
  ask('park', { counter: '1' });
  next('1');
  ask('park', { counter: '1' });
  assert.equal(pass(60 * minute), []);
  assert.is(ask('call', { counter: '2', ticket: 'V101' }).ok, true);
  assert.is(ticket('V101')?.state, 'called');
  assert.ok(pass(24 * 60 * minute).filter(type => type === 'ticket.cancelled').length === 2);
});

test('a transfer goes to the end, and by a counter to the place of arrival where an organisation wants it so', () => {
  const changes = { tax: { transferPlace: 'first-arrival' } } as const;
  const after = (by: string | undefined, to: string, rules: Changes = changes) => {
    const { ask, point } = office(rules);
    ask('take-ticket', { service: 'tax' });
    for (const service of ['register', 'town'] as const) ask('take-ticket', { service });
    ask('transfer', { ticket: 'V101', service: to }, by);
    return point.state.queues.get(to);
  };
  assert.equal(after('counter/1', 'register'), ['V101', 'D101']);
  assert.equal(after('counter/1', 'register', {}), ['D101', 'V101'], 'not unless it is wanted');
  assert.equal(after('counter/1', 'town'), ['K101', 'V101'], 'never to another organisation');
  assert.equal(after('advisor/lobby', 'register'), ['D101', 'V101'], 'a lobby advisor never reorders');
  assert.equal(after(undefined, 'register'), ['D101', 'V101'], 'nor does whoever does not say who asks');
});

test('the place of arrival is that of the number, however often the ticket was sent on', () => {
  const { ask, point } = office({ tax: { transferPlace: 'first-arrival' } });
  for (const service of ['tax', 'tax', 'register'] as const) ask('take-ticket', { service });
  ask('transfer', { ticket: 'V101', service: 'town' }, 'advisor');
  ask('transfer', { ticket: 'V101', service: 'register' }, 'counter/1');
  assert.equal(point.state.queues.get('register'), ['D101', 'V101'], 'from another organisation to the end');
  ask('transfer', { ticket: 'V101', service: 'tax' }, 'counter/1');
  assert.equal(point.state.queues.get('tax'), ['V101', 'V102']);
});

test('a reinstated ticket stands at the end, and says how often it came back', () => {
  const { ask, next, ticket, point } = office();
  ask('take-ticket', { service: 'tax' });
  ask('take-ticket', { service: 'tax' });
  next('1');
  ask('no-show', { counter: '1' });
  ask('reinstate', { ticket: 'V101' }, 'advisor');
  assert.equal(point.state.queues.get('tax'), ['V102', 'V101']);
  ask('cancel', { ticket: 'V101' }, 'advisor');
  ask('reinstate', { ticket: 'V101' }, 'advisor');
  assert.is(ticket('V101')?.reinstated, 2);
});

test('a group is one number for so many people, and its service is taken to last longer', () => {
  const { ask, point, rules, now } = office({
    tax: { minutes: 10 },
    counter: { roster: [{ days: [1], from: 0, to: 1440 }] },
  });
  ask('take-ticket', { service: 'tax' });
  const before = estimateWait(point.state, rules, 'tax', now())?.minutes ?? 0;
  ask('take-ticket', { service: 'tax', group: 5 });
  const { group } = point.state.tickets.get('V102') ?? {};
  assert.is(group, 5);
  const withGroup = estimateWait(point.state, rules, 'tax', now())?.minutes ?? 0;
  const single = office({ tax: { minutes: 10 }, counter: { roster: [{ days: [1], from: 0, to: 1440 }] } });
  for (let index = 0; index < 2; index += 1) single.ask('take-ticket', { service: 'tax' });
  const withSingle = estimateWait(single.point.state, single.rules, 'tax', single.now())?.minutes ?? 0;
  const ratio = (withGroup - before) / (withSingle - before);
  assert.ok(ratio > 1.8 && ratio < 2.1, `${ratio}: five people, twice the work`);
  assert.is(waitsOfService(point.state, 'tax', now()).people, 6);
});

test('waits can be read by service and by counter: who waits now, and the mean of who was called', () => {
  const { ask, next, pass, point, now, rules } = office();
  const counter = rules.counters.get('1');
  assert.ok(counter);
  ask('take-ticket', { service: 'tax' });
  pass(4 * minute);
  ask('take-ticket', { service: 'tax' });
  next('1');
  ask('take-ticket', { service: 'town' });
  pass(2 * minute);
  assert.equal(waitsOfService(point.state, 'tax', now()), {
    waiting: 1,
    people: 1,
    longest: 2,
    called: 1,
    mean: 4,
  });
  assert.equal(waitsOfService(point.state, 'register', now()), { waiting: 0, people: 0, called: 0 });
  const { waiting, called, mean } = waitsOfCounter(point.state, counter, now());
  assert.equal({ waiting, called, mean }, { waiting: 2, called: 1, mean: 4 });
});

test('a clock that is set moves the time until the prompt and until the return along', () => {
  const { ask, next, point, now } = office();
  ask('take-ticket', { service: 'tax' });
  ask('take-ticket', { service: 'tax' });
  next('1');
  ask('park', { counter: '1', minutes: 10 });
  const back = point.nextDue;
  const by = -3 * 60 * minute;
  point.handle({ name: 'clock-stepped', args: { by }, at: now() + by, channel: 'box' });
  assert.is(point.nextDue, back + by);
});

/** Somebody is booked for the register at 8:10 and here at 8:02, after one walk-in for each service. */
function withBooking(counter: Partial<CounterRules>) {
  const late = { minutes: 10, policy: 'keep' } as const;
  const bookings = { early: 5, late, missed: 30, daysAhead: 1 };
  const site = office({ counter, site: { bookings } });
  const booking = { booking: 'ABCD', slot: morning + 10 * minute };
  site.ask('bookings', { service: 'register', day: '2014-11-03', bookings: [booking] });
  for (const service of ['tax', 'register', 'tax', 'tax'] as const) site.ask('take-ticket', { service });
  site.pass(2 * minute);
  assert.ok(site.ask('check-in', { booking: 'ABCD' }).ok);
  return site;
}

test('appointments come first from their time on, and those without fill the time until then', () => {
  const { next, pass } = withBooking({});
  assert.is(next('1'), 'V101');
  assert.is(next('1'), 'D101');
  pass(10 * minute);
  assert.is(next('1'), 'D102');
  assert.is(next('1'), 'V102');
});

test('whoever is early is called when nobody else waits, but not before the time set for that', () => {
  const { next, pass } = withBooking({});
  for (const code of ['V101', 'D101', 'V102', 'V103']) assert.is(next('1'), code);
  assert.is(next('1'), null, 'more than five minutes early');
  pass(4 * minute);
  assert.is(next('1'), 'D102');
});

test('under the other policies an appointment comes first among those of its service', () => {
  const { next, pass } = withBooking({ calling: { policy: 'own-order', order: ['tax'], firstAfter: 60 } });
  pass(10 * minute);
  for (const code of ['V101', 'V102', 'V103', 'D102', 'D101']) assert.is(next('1'), code);
});

test('a booked customer in front does not hide how long others of the service have waited', () => {
  const { next, pass } = withBooking({ calling: { policy: 'own-order', order: ['tax'], firstAfter: 60 } });
  pass(70 * minute);
  for (const code of ['V101', 'D102', 'D101', 'V102', 'V103']) assert.is(next('1'), code);
});

test('Of two who act on what they both saw, one wins and the other is told; nothing is done twice', () => {
  const { ask, point } = office();
  const codeOf = (decision: Decision) => (decision.ok ? 'ok' : decision.code);
  for (let at = 0; at < 4; at++) ask('take-ticket', { service: 'tax' });
  const seen = () => markOf(currentTicket(point.state, '1'));
  const twice = <N extends CommandName>(name: N, args: CommandArgs<N>): string[] => {
    const saw = seen();
    return [0, 1].map(() => codeOf(ask(name, { ...args, seen: saw })));
  };
  const counter = '1';
  const oneWins = ['ok', 'changed-meanwhile'];
  assert.equal(twice('next', { counter }), oneWins);
  assert.is(point.state.counters.get('1'), 'V101');
  assert.equal(twice('recall', { counter }), oneWins);
  assert.equal(twice('arrived', { counter }), oneWins);
  assert.equal(twice('park', { counter }), oneWins);
  assert.equal(twice('call', { counter, ticket: 'V101' }), oneWins);
  assert.equal(twice('no-show', { counter }), oneWins);
  assert.equal(twice('next', { counter }), oneWins);
  const saw = seen();
  assert.is(codeOf(ask('transfer', { ticket: 'V102', service: 'town', seen: saw })), 'ok');
  assert.is(codeOf(ask('transfer', { ticket: 'V102', service: 'register', seen: saw })), 'changed-meanwhile');
  assert.equal(twice('next', { counter }), oneWins);
  assert.equal(twice('done', { counter }), oneWins);
  const waiting = markOf(point.state.tickets.get('V104'));
  assert.is(codeOf(ask('next', { counter: '2' })), 'ok');
  assert.is(codeOf(ask('cancel', { ticket: 'V104', seen: waiting })), 'changed-meanwhile');
});

test('Every ticket that is served carries how, as its counter serves, whichever press ended it (TKT-19)', () => {
  for (const kind of ['electronic', 'remote', 'manual', 'expert'] as const) {
    const rules = {
      timezone: 'Europe/Helsinki',
      languages: ['fi'],
      services: new Map([['tax', { id: 'tax', letter: 'V', organisation: 'state' }]]),
      counters: new Map([['1', { id: '1', services: ['tax'], kind }]]),
      kiosks: new Map([['desk', { id: 'desk' }]]),
    } satisfies Rules;
    const point = new ServicePoint(rules);
    const kinds: unknown[] = [];
    const ask = (name: CommandName, args: object, at: number) => {
      const { events, decision } = point.handle({ name, args, at, channel: 'http' } as Parameters<
        typeof point.handle
      >[0]);
      assert.ok(decision.ok, name);
      for (const { type, data } of events)
        if (type === 'ticket.served') kinds.push('kind' in data ? data.kind : 'manual');
    };
    for (let customer = 0; customer < 3; customer++) ask('take-ticket', { service: 'tax' }, morning);
    ask('next', { counter: '1' }, morning + minute);
    ask('done', { counter: '1' }, morning + 2 * minute);
    ask('next', { counter: '1' }, morning + 3 * minute);
    ask('arrived', { counter: '1' }, morning + 4 * minute);
    ask('next', { counter: '1' }, morning + 5 * minute);
    ask('arrived', { counter: '1' }, morning + 6 * minute);
    ask('take-ticket', { service: 'tax' }, morning + 24 * 60 * minute);
    assert.equal(kinds, [kind, kind, kind]);
  }
});

test.run();
