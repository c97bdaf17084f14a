import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Announcement } from '../../../firmware/servicepoint/queue/announcement-state';
import { lobbyAt, type Showing, showings } from '../../../firmware/servicepoint/queue/announcements';
import { foldAnnouncements } from '../../../firmware/servicepoint/queue/fold-announcements';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { emptyState } from '../../../firmware/servicepoint/state';
import { history, morning, rules as office } from './office';

const rules = fc.record({
  seconds: fc.integer({ min: 5, max: 10 }),
  againAfter: fc.integer({ min: 15, max: 60 }),
});

/** Calls close together, some of the same number, some over soon. */
const calls: fc.Arbitrary<Announcement[]> = fc
  .array(
    fc.record({
      number: fc.integer({ min: 101, max: 130 }),
      counter: fc.constantFrom('1', '2', '3'),
      step: fc.oneof(fc.nat(500), fc.nat(60_000)),
      lasts: fc.option(fc.nat(120_000)),
    }),
    { maxLength: 30 },
  )
  .map(list => {
    let at = morning;
    return list.map(({ number, counter, step, lasts }) => {
      at += step;
      return { ticket: `K${number}`, counter, at, ...(lasts !== null && { overAt: at + lasts }) };
    });
  });

const every = { numRuns: 500 };

test('every number called stands in the lobby for long enough, none at the same time as another, in the order of the calls', () => {
  fc.assert(
    fc.property(calls, rules, (list, how) => {
      const plan = showings(list, how);
      for (const [index, { from, to }] of plan.entries()) {
        assert.ok(to - from >= how.seconds * 1000, `${to - from} ms`);
        assert.ok(to <= (plan[index + 1]?.from ?? to), 'one at a time');
      }
      for (const { ticket, at } of list)
        assert.ok(
          plan.some(one => one.ticket === ticket && one.time === 'first' && one.to > at),
          `${ticket} is never shown`,
        );
      const firsts = plan.filter(({ time }) => time === 'first').map(({ ticket }) => ticket);
      assert.equal(firsts, inOrderOfCalls(list, plan));
    }),
    every,
  );
});

/** Without calls that came while their number was still to be shown. */
function inOrderOfCalls(list: readonly Announcement[], plan: readonly Showing[]): string[] {
  const firsts = plan.filter(({ time }) => time === 'first');
  const left = [...firsts];
  const order: string[] = [];
  const pendingUntil = new Map<string, number>();
  for (const { ticket, at } of list) {
    if (at <= (pendingUntil.get(ticket) ?? Number.NEGATIVE_INFINITY)) continue;
    const index = left.findIndex(one => one.ticket === ticket);
    pendingUntil.set(ticket, left[index]?.from ?? Number.POSITIVE_INFINITY);
    left.splice(index, 1);
    order.push(ticket);
  }
  return order;
}

test('whoever is still awaited is shown twice, not before the set time; whoever has come is not shown again', () => {
  fc.assert(
    fc.property(calls, rules, (list, how) => {
      const plan = showings(list, how);
      for (const [index, first] of plan.entries()) {
        if (first.time !== 'first') continue;
        const again = plan.slice(index + 1).find(({ ticket }) => ticket === first.ticket);
        const calledAgain = list.some(({ ticket, at }) => ticket === first.ticket && at > first.from);
        const ends = list
          .filter(({ ticket, at }) => ticket === first.ticket && at <= first.from)
          .at(-1)?.overAt;
        if (!calledAgain && ends === undefined) assert.is(again?.time, 'second');
        if (again?.time === 'second') {
          assert.ok(again.from - first.from >= how.againAfter * 1000);
          assert.ok(again.from < (ends ?? Number.POSITIVE_INFINITY), 'shown again although it was over');
        }
      }
    }),
    every,
  );
});

test('what was shown stays what was shown, whatever is called or ends later', () => {
  fc.assert(
    fc.property(calls, rules, fc.nat(), (list, how, seed) => {
      const last = list.at(-1)?.at ?? morning;
      const at = morning + (seed % (last - morning + 1));
      const known = list
        .filter(one => one.at <= at)
        .map(({ overAt, ...one }) => ({ ...one, ...(overAt !== undefined && overAt <= at && { overAt }) }));
      const past = (plan: Showing[]) =>
        plan.flatMap(({ ticket, counter, from, to }) =>
          from <= at ? [{ ticket, counter, from, to: Math.min(to, at) }] : [],
        );
      assert.equal(past(showings(known, how)), past(showings(list, how)));
    }),
    every,
  );
});

test('looking again whenever something is said to change shows everything', () => {
  fc.assert(
    fc.property(calls, rules, (list, how) => {
      const plan = showings(list, how);
      const seen: Showing[] = [];
      let at = morning;
      for (let looks = 0; at !== Number.POSITIVE_INFINITY; looks++) {
        assert.ok(looks < 1000);
        const { showing, changesAt } = lobbyAt(list, how, at);
        assert.ok(changesAt > at);
        if (showing) seen.push(showing);
        at = changesAt;
      }
      assert.equal(seen, plan);
    }),
    every,
  );
});

test('ten calls of one officer within one second: each number is shown for 5 s and twice, though nobody was waited for', () => {
  const point = new ServicePoint({ ...office, counters: new Map([['c', { id: 'c', services: ['kunta'] }]]) });
  const codes = Array.from({ length: 10 }, (_, index) => `K${101 + index}`);
  for (const index of codes.keys())
    point.handle({ name: 'take-ticket', args: { service: 'kunta' }, at: morning + index, channel: 'http' });
  for (const index of codes.keys())
    point.handle({
      name: 'next',
      args: { counter: 'c' },
      at: morning + 1000 + index * 100,
      channel: 'button',
    });
  const plan = showings(point.state.announcements);
  assert.equal(
    plan.map(({ ticket, time }) => `${ticket} ${time}`),
    [...codes.map(code => `${code} first`), ...codes.map(code => `${code} second`)],
  );
  assert.ok(plan.every(({ from, to }) => to - from >= 5000));
});

test('ten calls within one second: each is shown for 5 s and twice in all, none skipped, in order', () => {
  const point = new ServicePoint({
    ...office,
    counters: new Map(
      Array.from({ length: 10 }, (_, index) => [`c${index}`, { id: `c${index}`, services: ['kunta'] }]),
    ),
  });
  const codes = Array.from({ length: 10 }, (_, index) => `K${101 + index}`);
  for (const index of codes.keys())
    point.handle({ name: 'take-ticket', args: { service: 'kunta' }, at: morning + index, channel: 'http' });
  for (const index of codes.keys())
    point.handle({
      name: 'next',
      args: { counter: `c${index}` },
      at: morning + 1000 + index * 100,
      channel: 'button',
    });
  const plan = showings(point.state.announcements);
  assert.equal(
    plan.map(({ ticket, time }) => `${ticket} ${time}`),
    [...codes.map(code => `${code} first`), ...codes.map(code => `${code} second`)],
  );
  assert.ok(plan.every(({ from, to }) => to - from >= 5000));
  assert.is(plan[0]?.from, morning + 1000, 'the first at once');
});

const place = { counter: '1', service: 'kunta' };
const called = (ticket: string, at: number) =>
  ({ type: 'ticket.called', at, data: { ticket, ...place } }) as const;
const noShow = (ticket: string, at: number) =>
  ({ type: 'ticket.no-show', at, data: { ticket, ...place } }) as const;

test('what is forgotten changes nothing: the lobby shows the same as if every call were remembered', () => {
  const tempo = fc.constantFrom(2_000, 40_000, 120_000, 900_000);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(tempo, fc.nat(1000)), { minLength: 40, maxLength: 120 }),
      rules,
      (list, how) => {
        const state = emptyState();
        const all: Announcement[] = [];
        let at = morning;
        for (const [index, [longest, part]] of list.entries()) {
          at += Math.round((longest * part) / 1000);
          const before = all.pop();
          if (before) {
            all.push({ ...before, overAt: at, missed: true });
            foldAnnouncements(state, noShow(before.ticket, at));
          }
          const ticket = `K${101 + index}`;
          foldAnnouncements(state, called(ticket, at));
          all.push({ ticket, counter: '1', at });
          assert.equal(lobbyAt(state.announcements, how, at), lobbyAt(all, how, at));
        }
        assert.ok(state.announcements.length <= all.length);
      },
    ),
    { numRuns: 100 },
  );
});

test('at any instant of any day the lobby shows one number at most, and one that was called today', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(office);
      for (const command of commands) {
        point.handle(command);
        const { showing } = lobbyAt(point.state.announcements, undefined, command.at);
        assert.ok(!showing || point.state.tickets.get(showing.ticket)?.firstCall !== undefined);
      }
    }),
    { numRuns: 100 },
  );
});

test.run();
