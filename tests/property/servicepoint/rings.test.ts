import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { expiryOf } from '../../../firmware/servicepoint/presence/expiry';
import { rulesOfGroup } from '../../../firmware/servicepoint/ringing/ring-rules';
import { targets } from '../../../firmware/servicepoint/ringing/targets';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { snapshot } from '../../../firmware/servicepoint/snapshot';
import { history, morning, rules } from './office';

const runs = { numRuns: 200 };
const ends: readonly string[] = ['ring.answered', 'ring.missed', 'ring.abandoned'];

/** Two rings of one group at most, among presses of people, with a box that wakes at every instant that it asked for. */
const shift = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 40_000 }),
    act: fc.oneof(
      fc.record({ name: fc.constant('ring-heard' as const), args: fc.constant({ source: 'video' }) }),
      fc.record({
        name: fc.constant('presence' as const),
        args: fc.record({
          place: fc.constantFrom('desk-1', 'desk-2'),
          state: fc.constantFrom('available', 'busy', 'away'),
        }),
      }),
      fc.record({
        name: fc.constant('acknowledge' as const),
        args: fc.record({ ring: fc.integer({ min: 1, max: 4 }).map(number => `video/${number}`) }),
      }),
      fc.record({
        name: fc.constant('ring-over' as const),
        args: fc.record({
          ring: fc.integer({ min: 1, max: 4 }).map(number => `video/${number}`),
          end: fc.constantFrom('answered', 'ended', 'unknown'),
        }),
      }),
    ),
  }),
  { minLength: 5, maxLength: 40 },
);

type Shift = typeof shift extends fc.Arbitrary<infer S> ? S : never;

function played(steps: Shift, each: (point: ServicePoint, at: number) => void = () => {}): ServiceEvent[] {
  const point = new ServicePoint(rules);
  const facts: ServiceEvent[] = [];
  const handle = (command: object, at: number) => {
    facts.push(...point.handle({ channel: 'box', at, ...command } as Command).events);
    each(point, at);
  };
  let at = morning;
  for (const { wait, act } of steps) {
    const until = at + wait;
    for (let due = point.nextDue; due <= until; due = point.nextDue)
      handle({ name: 'tick', args: {} }, Math.max(due, at));
    at = until;
    handle(act, at);
  }
  return facts;
}

test('every ring ends once, as answered, missed or abandoned, whatever happens to the clock', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(rules);
      const facts = commands.flatMap(command => [...point.handle(command).events]);
      const later = Math.max(...commands.map(({ at }) => at)) + 500_000_000;
      facts.push(...point.handle({ name: 'tick', args: {}, at: later, channel: 'box' }).events);
      const going = new Set<string>();
      for (const fact of facts) {
        if (fact.type === 'ring.started') going.add(fact.data.ring);
        if (ends.includes(fact.type) && 'ring' in fact.data)
          assert.ok(going.delete(fact.data.ring), `${fact.data.ring} ended twice`);
      }
      assert.is(going.size, 0);
      assert.is(point.state.ringing.rings.size, 0);
    }),
    runs,
  );
});

test('a level begins at its time to the millisecond, and before it only when nobody is left to call', () => {
  fc.assert(
    fc.property(shift, steps => {
      const began = new Map<string, number>();
      for (const fact of played(steps)) {
        if (fact.type === 'ring.started') began.set(fact.data.ring, fact.at);
        if (fact.type !== 'ring.escalated') continue;
        const { ring, group, level, reason } = fact.data;
        const due = (began.get(ring) ?? 0) + (rulesOfGroup(rules, group).levels[level]?.after ?? 0);
        if (reason === 'time') assert.is(fact.at, due);
        else assert.ok(fact.at < due);
      }
    }),
    runs,
  );
});

test('a ring calls somebody at every instant until somebody goes, and nobody from then on', () => {
  fc.assert(
    fc.property(shift, steps => {
      played(steps, ({ state }, at) => {
        for (const ring of state.ringing.rings.values())
          assert.is(targets(ring, state, rules, at).length === 0, ring.acknowledged, ring.id);
      });
    }),
    runs,
  );
});

test('a caller was missed exactly if nobody answered and it rang as long as the group asks for', () => {
  fc.assert(
    fc.property(shift, steps => {
      const began = new Map<string, number>();
      for (const fact of played(steps)) {
        if (fact.type === 'ring.started') began.set(fact.data.ring, fact.at);
        if (fact.type !== 'ring.missed' && fact.type !== 'ring.abandoned') continue;
        const rang = fact.at - (began.get(fact.data.ring) ?? 0);
        assert.is(fact.data.rangFor, rang);
        assert.is(fact.type === 'ring.missed', rang >= 55_000);
      }
    }),
    runs,
  );
});

test('nobody is available after the end of the day that they said it on', () => {
  fc.assert(
    fc.property(history, fc.nat({ max: 300_000_000 }), (commands, wait) => {
      const point = new ServicePoint(rules);
      for (const command of commands) point.handle(command);
      const at = (commands.at(-1)?.at ?? morning) + wait;
      point.handle({ name: 'tick', args: {}, at, channel: 'box' });
      for (const presence of point.state.presence.values()) assert.ok(expiryOf(presence, rules) > at);
    }),
    runs,
  );
});

test('an address that the directory does not have is in no fact and in no state', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(rules);
      const facts = commands.flatMap(command => [...point.handle(command).events]);
      const written = JSON.stringify(facts) + snapshot(point.state);
      assert.not.match(written, /matti|home\.example|kela@/i);
    }),
    runs,
  );
});

test.run();
