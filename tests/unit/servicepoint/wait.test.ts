import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import type { CounterRules, Rules, ServiceRules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { accuracyOf, adding, noSums } from '../../../firmware/servicepoint/wait/accuracy';
import { bandOf, corrected } from '../../../firmware/servicepoint/wait/calibration';
import { meanRest } from '../../../firmware/servicepoint/wait/duration';
import { estimateWait } from '../../../firmware/servicepoint/wait/estimate';
import { printedBand } from '../../../firmware/servicepoint/wait/printed-band';
import { samplesOf } from '../../../firmware/servicepoint/wait/samples';

const minuteMs = 60_000;
/** Monday 2 March 2026, 09:00 in Helsinki. */
const opening = Date.UTC(2026, 2, 2, 7);
const all = [0, 1, 2, 3, 4, 5, 6];
const shift = (from: number, to: number) => ({ days: all, from: from * 60, to: to * 60 });

function rulesOf(
  services: Record<string, Partial<ServiceRules>>,
  counters: Record<string, Omit<CounterRules, 'id'>>,
): Rules {
  return {
    timezone: 'Europe/Helsinki',
    languages: ['fi'],
    services: new Map(
      Object.entries(services).map(([id, rest], index) => [
        id,
        { id, letter: 'ABCD'.charAt(index), minutes: 12, ...rest },
      ]),
    ),
    counters: new Map(Object.entries(counters).map(([id, rest]) => [id, { id, ...rest }])),
    kiosks: new Map([['lobby', { id: 'lobby' }]]),
  };
}

/** A point whose clock the test moves. */
class Office {
  readonly rules: Rules;
  readonly events: ServiceEvent[] = [];
  readonly point: ServicePoint;

  constructor(rules: Rules) {
    this.rules = rules;
    this.point = new ServicePoint(rules);
  }

  /** @param at minutes after nine */
  do(at: number, name: Command['name'], args: object) {
    const command = { name, args, at: opening + at * minuteMs, channel: 'page' } as Command;
    const { decision, events } = this.point.handle(command);
    this.events.push(...events);
    return decision;
  }

  take(at: number, service = 'tax') {
    return this.do(at, 'take-ticket', { service });
  }

  next(at: number, counter = '1') {
    this.do(at, 'next', { counter });
    this.do(at, 'arrived', { counter });
  }

  minutes(at: number, service = 'tax'): number | undefined {
    return estimateWait(this.point.state, this.rules, service, opening + at * minuteMs)?.minutes;
  }
}

const oneCounter = rulesOf({ tax: {} }, { '1': { services: ['tax'] } });
const rostered = rulesOf(
  { tax: {} },
  {
    '1': { services: ['tax'], roster: [shift(9, 16)] },
    '2': { services: ['tax'], roster: [shift(9, 11), shift(12, 16)] },
  },
);

test('nobody who serves has been seen today and there is no roster: no number is told', () => {
  const office = new Office(oneCounter);
  const decision = office.take(0);
  assert.ok(decision.ok);
  assert.is(decision.ok && decision.result.estimate, undefined);
  assert.is(office.minutes(1), undefined);
});

test('a service that no counter serves is told nothing either', () => {
  const office = new Office(
    rulesOf({ tax: {}, police: {} }, { '1': { services: ['tax'], roster: [shift(9, 16)] } }),
  );
  assert.is(office.minutes(1, 'police'), undefined);
  assert.is(office.minutes(1, 'tax'), 0);
});

test('who finds a free advisor is told "under 5"', () => {
  const office = new Office(rostered);
  const decision = office.take(5);
  assert.equal(decision.ok && decision.result.estimate, { minutes: 0, low: 0, high: 0, from: 0, to: 5 });
});

test('every customer ahead makes the wait longer, every advisor shorter', () => {
  const alone = new Office(oneCounter);
  const two = new Office(rulesOf({ tax: {} }, { '1': { services: ['tax'] }, '2': { services: ['tax'] } }));
  for (const office of [alone, two]) {
    for (const counter of office.rules.counters.keys()) {
      office.take(0);
      office.next(0, counter);
    }
  }
  let before = 0;
  for (let ahead = 0; ahead < 6; ahead += 1) {
    const wait = alone.minutes(1) ?? 0;
    assert.ok(wait > before + 8 && wait < before + 16, `${wait} after ${before}`);
    before = wait;
    assert.ok((two.minutes(1) ?? 0) < wait * 0.6, 'two advisors');
    alone.take(1);
    two.take(1);
  }
});

test('the services ahead count for what they are, also of another queue at the same counter', () => {
  const office = new Office(
    rulesOf({ quick: { minutes: 4 }, long: { minutes: 40 } }, { '1': { services: ['quick', 'long'] } }),
  );
  office.take(0, 'quick');
  office.next(0);
  const free = office.minutes(1, 'quick') ?? 0;
  office.take(1, 'quick');
  const afterQuick = office.minutes(1, 'quick') ?? 0;
  office.take(1, 'long');
  const afterLong = office.minutes(1, 'quick') ?? 0;
  assert.ok(afterQuick - free < 8, `${afterQuick - free}`);
  assert.ok(afterLong - afterQuick > 30, `${afterLong - afterQuick}`);
});

test('a wait into the lunch of one of two advisors is longer', () => {
  const office = new Office(rostered);
  const crowd = (at: number) => {
    for (const counter of ['1', '2']) {
      office.take(at);
      office.next(at, counter);
    }
    for (let count = 0; count < 8; count += 1) office.take(at);
  };
  crowd(10);
  const morning = office.minutes(10) ?? 0;
  // 10:50, ten minutes before lunch.
  const late = new Office(rostered);
  for (const counter of ['1', '2']) {
    late.take(110);
    late.next(110, counter);
  }
  for (let count = 0; count < 8; count += 1) late.take(110);
  assert.ok((late.minutes(110) ?? 0) > morning + 12, `${late.minutes(110)} and ${morning}`);
});

test('before the doors open the roster says when the first is called', () => {
  const office = new Office(rostered);
  assert.is(office.minutes(-20), 20);
});

test('an advisor who lets people wait is taken to be away, and is back with the next call', () => {
  const office = new Office(rostered);
  for (const counter of ['1', '2']) {
    office.take(0);
    office.next(0, counter);
  }
  office.take(1);
  office.take(1);
  office.do(5, 'done', { counter: '2' });
  const justFree = office.minutes(5) ?? 0;
  const ignored = office.minutes(12) ?? 0;
  assert.ok(ignored > justFree + 10, `${ignored} after ${justFree}`);
  office.next(13, '2');
  assert.ok((office.minutes(13) ?? 0) < ignored);
});

test('a wait is learned from what the counters do', () => {
  const office = new Office(oneCounter);
  for (let at = 0; at < 60 * 40; at += 40) {
    office.take(at);
    office.next(at);
    office.do(at + 36, 'done', { counter: '1' });
  }
  office.take(2400);
  office.next(2400);
  office.take(2401);
  const perCustomer = (office.minutes(2401) ?? 0) - 36;
  assert.ok(Math.abs(perCustomer - 35) < 4, `${perCustomer}`);
});

test('a forgotten press teaches nothing', () => {
  const office = new Office(oneCounter);
  office.take(0);
  office.next(0);
  office.do(400, 'done', { counter: '1' });
  assert.is(office.point.state.wait.site.weight, 0);
});

test('a first customer who is served in no time spoils no number for ever', () => {
  const office = new Office(oneCounter);
  for (const at of [0, 1]) {
    office.take(at);
    office.next(at);
    office.do(at, 'done', { counter: '1' });
  }
  office.take(2);
  office.next(2);
  const told = office.take(2);
  assert.ok(told.ok);
  const { minutes, low, high } = (told.ok && told.result.estimate) as Record<string, number>;
  assert.ok([minutes, low, high].every(Number.isFinite), JSON.stringify({ minutes, low, high }));
  assert.ok((minutes ?? 0) > 0 && (minutes ?? 0) < 20, `${minutes} min`);
});

test('training teaches nothing but who is there', () => {
  const learned = (office: Office) => {
    const { counters: _, ...habits } = office.point.state.wait;
    return JSON.stringify({ ...habits, services: [...habits.services] });
  };
  const office = new Office(rulesOf({ tax: {} }, { 1: { services: ['tax'] } }));
  const before = learned(office);
  office.do(0, 'mode', { mode: 'training' });
  for (let at = 0; at < 60; at += 6) {
    office.take(at);
    office.take(at + 1);
    office.next(at + 2);
    office.do(at + 5, 'done', { counter: '1' });
  }
  assert.is(learned(office), before);
  assert.ok(office.minutes(60) !== undefined, 'the advisor is there');
});

test('the fact of a ticket holds what was told; the call says what came of it', () => {
  const office = new Office(oneCounter);
  office.take(0);
  office.next(0);
  office.take(2);
  office.do(15, 'done', { counter: '1' });
  office.next(16);
  const [, second] = office.events.filter(event => event.type === 'ticket.issued');
  const told = second?.type === 'ticket.issued' ? second.data.estimate : undefined;
  assert.ok(told && told.minutes > 5);
  assert.equal(office.point.state.wait.samples.byAge, [
    { estimate: told.minutes, low: told.low, high: told.high, actual: 14 },
  ]);
});

test('who is sent on to another queue is no measure of what was told', () => {
  const office = new Office(rulesOf({ tax: {}, town: {} }, { '1': { services: ['tax', 'town'] } }));
  office.take(0);
  office.next(0);
  const second = office.take(1);
  office.do(3, 'transfer', { ticket: second.ok ? second.result.ticket : '', service: 'town' });
  office.do(10, 'done', { counter: '1' });
  office.next(10);
  assert.equal(office.point.state.wait.samples.byAge, []);
});

test('a box that has been restarted tells the same as one that has not', () => {
  const office = new Office(rostered);
  for (let at = 0; at < 300; at += 7) {
    office.take(at);
    office.next(at + 3, at % 2 ? '1' : '2');
  }
  const restored = restore(snapshot(office.point.state));
  const replayed = new ServicePoint(office.rules);
  for (const event of office.events) replayed.replay(JSON.parse(JSON.stringify(event)));
  const told = (state: typeof restored) => estimateWait(state, office.rules, 'tax', opening + 301 * minuteMs);
  assert.equal(
    told(restored),
    estimateWait(office.point.state, office.rules, 'tax', opening + 301 * minuteMs),
  );
  assert.is(snapshot(replayed.state), snapshot(office.point.state));
});

test('numbers end when whoever takes one would still wait at closing time, if the site wants it so', () => {
  const closing = (byWait: boolean) =>
    new Office(
      rulesOf(
        { tax: { hours: [shift(9, 10)], lastTicket: { minutesBefore: 0, byWait } } },
        { '1': { services: ['tax'] } },
      ),
    );
  const strict = closing(true);
  const open = closing(false);
  for (const office of [strict, open]) {
    office.take(30);
    office.next(30);
    for (let count = 0; count < 2; count += 1) assert.ok(office.take(31).ok);
  }
  assert.ok(open.take(35).ok);
  const refusal = strict.take(35);
  assert.is(!refusal.ok && refusal.code, 'queue-past-closing');
  assert.equal((refusal.result as { opens: { day: string } }).opens.day, '2026-03-03');
});

test('a band is rounded outwards to five minutes', () => {
  assert.equal(printedBand({ low: 11.2, high: 23.1 }), { from: 10, to: 25 });
  assert.equal(printedBand({ low: 10, high: 25 }), { from: 10, to: 25 });
  assert.equal(printedBand({ low: 0.4, high: 3 }), { from: 0, to: 5 });
  assert.equal(printedBand({ low: 0, high: 0 }), { from: 0, to: 5 });
});

test('the band is as wide as waits like this one were off, and wider after misses', () => {
  const samples = samplesOf(
    Array.from({ length: 400 }, (_, index) => ({
      estimate: index % 2 ? 40 : 5,
      low: 0,
      high: 0,
      actual: index % 2 ? 36 + (index % 9) : 3 + (index % 5),
    })),
  );
  const tails = { low: 0.1, high: 0.1 };
  const long = bandOf(40, samples, tails);
  assert.ok(long.low >= 35.5 && long.high <= 44.5, JSON.stringify(long));
  const short = bandOf(5, samples, tails);
  assert.ok(short.high <= 7.5, JSON.stringify(short));
  const missed = corrected(tails, { estimate: 40, low: 36, high: 44, actual: 60 });
  assert.ok(missed.high < tails.high && missed.low > tails.low);
});

test('whoever has been long at the counter stays longer than the mean says', () => {
  const duration = { mean: 12, logVariance: 0.5 };
  assert.is(meanRest(duration, 0), 12);
  assert.ok(meanRest(duration, 6) < 12);
  assert.ok(meanRest(duration, 30) > 8);
  assert.ok(meanRest(duration, 1e6) <= 12);
});

test('accuracy is root mean square, mean absolute error, bias and the share in the band', () => {
  const sums = [
    { estimate: 10, low: 5, high: 15, actual: 13 },
    { estimate: 10, low: 5, high: 15, actual: 6 },
    { estimate: 20, low: 15, high: 25, actual: 32 },
  ].reduce(adding, noSums);
  assert.equal(accuracyOf(sums), {
    count: 3,
    rmse: Math.sqrt((9 + 16 + 144) / 3),
    mae: 19 / 3,
    bias: 11 / 3,
    coverage: 2 / 3,
    meanWait: 17,
  });
  assert.is(accuracyOf(noSums), undefined);
});

test.run();
