import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AnyCommandName, Command, CommandArgs } from '../../../firmware/servicepoint/commands';
import { forgottenChains } from '../../../firmware/servicepoint/ringing/chain';
import { callerOf, canonicalAddress } from '../../../firmware/servicepoint/ringing/directory';
import { isQuiet } from '../../../firmware/servicepoint/ringing/quiet-hours';
import { type RingRules, rulesOfGroup } from '../../../firmware/servicepoint/ringing/ring-rules';
import { targets } from '../../../firmware/servicepoint/ringing/targets';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning, rules } from '../../property/servicepoint/office';

function office(site: Rules = rules) {
  let point = new ServicePoint(site);
  const ask = <N extends AnyCommandName>(
    name: N,
    args: CommandArgs<N>,
    seconds: number,
    by?: Command['by'],
  ) =>
    point.handle({
      name,
      args,
      at: morning + seconds * 1000,
      channel: 'http',
      ...(by && { by }),
    } as Parameters<ServicePoint['handle']>[0]);
  return {
    ask,
    facts: (...args: Parameters<typeof ask>) =>
      ask(...args).events.filter(({ type }) => !type.startsWith('appliance.')),
    tick: (seconds: number) => ask('tick', {}, seconds).events,
    called: (ring: string, seconds: number) => {
      const open = point.state.ringing.rings.get(ring);
      return open ? [...targets(open, point.state, site, morning + seconds * 1000)].sort() : undefined;
    },
    due: () => (point.nextDue - morning) / 1000,
    restart: (seconds: number) => {
      point = new ServicePoint(site, restore(snapshot(point.state)));
      return ask('started', { version: '2' }, seconds).events.filter(
        ({ type }) => type !== 'appliance.started',
      );
    },
    going: () => [...point.state.ringing.rings.keys()],
  };
}

const code = ({ decision }: ReturnType<ServicePoint['handle']>) => (decision.ok ? 'ok' : decision.code);

test('whoever is alone with a ring and leaves it is not waited for, even when the clock has gone back behind its beginning', () => {
  const { ask, called } = office();
  ask('presence', { place: 'desk-1', state: 'available' }, 0);
  ask('ring-heard', { source: 'video' }, 10);
  ask('presence', { place: 'desk-1', state: 'busy' }, 9);
  assert.ok((called('video/1', 9) ?? []).length > 0);
});

test('those who are available are called first, then everyone, then the lobby, at their times', () => {
  const { ask, tick, called, due } = office();
  ask('presence', { place: 'desk-1', state: 'available' }, 0);
  ask('presence', { place: 'desk-2', state: 'busy' }, 0);
  ask('ring-heard', { source: 'video' }, 10);
  assert.equal(called('video/1', 10), ['desk-1']);
  assert.is(due(), 30);
  tick(29.999);
  assert.equal(called('video/1', 29), ['desk-1']);
  const [escalated] = tick(30);
  assert.equal(escalated?.data, {
    ring: 'video/1',
    group: 'room',
    source: 'video',
    level: 1,
    reason: 'time',
  });
  assert.equal(called('video/1', 30), ['desk-1', 'desk-2']);
  tick(55);
  assert.equal(called('video/1', 55), ['desk-1', 'desk-2', 'lobby']);
});

test('when nobody is available everyone is called at once', () => {
  const { facts, called } = office();
  const told = facts('ring-heard', { source: 'video' }, 0);
  assert.equal(
    told.map(({ type }) => type),
    ['ring.started', 'ring.escalated'],
  );
  assert.equal(called('video/1', 0), ['desk-1', 'desk-2']);
});

test('when the only one who is available says busy while it rings, the others are called at once', () => {
  const { ask, called } = office();
  ask('presence', { place: 'desk-1', state: 'available' }, 0);
  ask('ring-heard', { source: 'video' }, 0);
  ask('presence', { place: 'desk-1', state: 'busy' }, 5);
  assert.equal(called('video/1', 5), ['desk-1', 'desk-2']);
});

test('whoever becomes available while it rings is called as well', () => {
  const { ask, called } = office();
  ask('presence', { place: 'desk-1', state: 'available' }, 0);
  ask('ring-heard', { source: 'video' }, 0);
  ask('presence', { place: 'desk-2', state: 'available' }, 3);
  assert.equal(called('video/1', 3), ['desk-1', 'desk-2']);
});

test('the first who says "I go" goes: nobody is called any more, and the level stays', () => {
  const { ask, facts, called, due } = office();
  ask('ring-heard', { source: 'video' }, 0);
  const [fact] = facts('acknowledge', { ring: 'video/1', place: 'desk-2' }, 4);
  assert.equal(fact?.data, { ring: 'video/1', group: 'room', source: 'video', after: 4000, place: 'desk-2' });
  const again = ask('acknowledge', { ring: 'video/1', place: 'desk-1' }, 5);
  assert.equal(
    [again.events, again.decision.ok && again.decision.result],
    [[], { ring: 'video/1', place: 'desk-2' }],
  );
  assert.equal(called('video/1', 60), []);
  assert.is(due(), 600, 'only its end is awaited');
});

test('who acknowledged is known from who asked: an advisor by place, an officer by counter', () => {
  const { ask, facts } = office();
  ask('ring-heard', { source: 'video' }, 0);
  ask('ring-heard', { source: 'video' }, 0);
  const placeIn = ([fact]: ReturnType<typeof facts>) => fact && 'place' in fact.data && fact.data.place;
  assert.is(placeIn(facts('acknowledge', { ring: 'video/1' }, 1, { role: 'counter', place: '1' })), 'desk-1');
  assert.is(
    placeIn(facts('acknowledge', { ring: 'video/2' }, 1, { role: 'advisor', place: 'lobby' })),
    'lobby',
  );
  assert.is(code(ask('acknowledge', { ring: 'video/9' }, 1)), 'ring-unknown');
  ask('ring-heard', { source: 'video' }, 2);
  assert.is(code(ask('acknowledge', { ring: 'video/3', place: 'cellar' }, 2)), 'place-unknown');
  assert.is(
    placeIn(facts('acknowledge', { ring: 'video/3' }, 3, { role: 'advisor', place: 'attic' })),
    false,
  );
});

test('a device that the site file has no more is missed by no ring', () => {
  const lostChains = new Map([['video', new Set(['old-lamp'])]]);
  const state = { ringing: { lostChains } } as unknown as Parameters<typeof forgottenChains>[0];
  assert.equal(forgottenChains(state, rules), [
    { type: 'ring.chain-restored', data: { group: 'video', device: 'old-lamp' } },
  ]);
});

test('a ring ends as answered, missed or abandoned, with its durations', () => {
  const { ask, facts } = office();
  const ringOnce = (end: 'answered' | 'ended' | 'unknown', seconds: number, goes = false) => {
    const { decision } = ask('ring-heard', { source: 'video', caller: 'SIP:kela@oulu.example.org' }, 0);
    const ring = decision.ok ? String(decision.result.ring) : '';
    if (goes) ask('acknowledge', { ring, place: 'desk-1' }, 7);
    const fact = facts('ring-over', { ring, end }, seconds).at(-1);
    const { ring: _, group: __, source: ___, ...rest } = { ...fact?.data } as Record<string, unknown>;
    return { type: fact?.type, ...rest };
  };
  const caller = 'kela-oulu';
  assert.equal(ringOnce('answered', 12), {
    type: 'ring.answered',
    rangFor: 12_000,
    caller,
    answeredAfter: 12_000,
  });
  assert.equal(ringOnce('ended', 54), { type: 'ring.abandoned', rangFor: 54_000, caller });
  assert.equal(ringOnce('ended', 55), { type: 'ring.missed', rangFor: 55_000, caller });
  assert.equal(ringOnce('unknown', 20), { type: 'ring.abandoned', rangFor: 20_000, caller });
  assert.equal(ringOnce('unknown', 20, true), {
    type: 'ring.answered',
    rangFor: 20_000,
    caller,
    place: 'desk-1',
    answeredAfter: 7_000,
    presumed: true,
  });
  assert.equal(ringOnce('ended', 20, true), { type: 'ring.abandoned', rangFor: 20_000, caller });
});

test('a ring whose end nobody tells ends by itself', () => {
  const { ask, tick, going } = office();
  ask('ring-heard', { source: 'contact' }, 0);
  assert.is(tick(299).length, 0);
  assert.equal(
    tick(300).map(({ type }) => type),
    ['ring.missed'],
  );
  assert.equal(going(), []);
});

test('a caller bears the name that the directory gives, however the address is written; anybody else bears none', () => {
  const { facts } = office();
  const callerIn = (caller: string) => {
    const [fact] = facts('ring-heard', { source: 'video', caller }, 0);
    return fact && 'caller' in fact.data ? fact.data.caller : undefined;
  };
  for (const known of [
    'sip:kela@oulu.example.org',
    'H323:Kela@oulu.example.org',
    'kela@oulu.example.org;transport=tls',
  ])
    assert.is(callerIn(known), 'kela-oulu', known);
  assert.is(callerIn('sip:matti@oulu.example.org'), undefined);
  assert.is(canonicalAddress('tel:+358 (0)29-497 000'), '+358029497000');
  assert.is(callerOf(undefined, 'sip:kela@oulu.example.org'), undefined);
});

test('a ring outside the hours of the point is told apart from one inside them', () => {
  const opening = { hours: [{ days: [1, 2, 3, 4, 5], from: 540, to: 900 }] };
  const { facts } = office({ ...rules, opening });
  const hoursAt = (seconds: number) => {
    const started = facts('ring-heard', { source: 'video' }, seconds).find(
      ({ type }) => type === 'ring.started',
    );
    return started && 'hours' in started.data && started.data.hours;
  };
  assert.is(hoursAt(3599), 'outside');
  assert.is(hoursAt(3600), 'inside');
  assert.is(hoursAt(7 * 3600 - 1), 'inside');
  assert.is(hoursAt(7 * 3600), 'outside');
});

test('a call that was meant for somebody else is marked once it has ended, and only on its day', () => {
  const { ask, facts } = office();
  ask('ring-heard', { source: 'video' }, 0);
  assert.is(code(ask('wrong-call', { ring: 'video/1' }, 1)), 'ring-going-on');
  ask('ring-over', { ring: 'video/1', end: 'answered' }, 5);
  assert.equal(
    facts('wrong-call', { ring: 'video/1' }, 6).map(({ type }) => type),
    ['ring.marked-wrong'],
  );
  assert.is(facts('wrong-call', { ring: 'video/1' }, 7).length, 0);
  assert.is(code(ask('wrong-call', { ring: 'video/1' }, 86_400)), 'ring-unknown');
});

test('help from a counter is a ring: the same levels, ended by whoever helped or whoever called', () => {
  const { ask, facts, called } = office();
  const counter = { role: 'counter', place: '1' } as const;
  assert.is(code(ask('help', { counter: '2' }, 0)), 'help-off');
  assert.is(code(ask('help', { counter: '1' }, 0, { role: 'counter', place: '2' })), 'not-allowed');
  assert.equal(
    facts('help', { counter: '1' }, 0, counter).map(({ type }) => type),
    ['ring.started', 'ring.escalated'],
  );
  assert.is(facts('help', { counter: '1' }, 1, counter).length, 0, 'one call at a time');
  assert.equal(called('1/1', 1), ['desk-2']);
  ask('acknowledge', { ring: '1/1', place: 'desk-2' }, 8);
  const [answered] = facts('help-over', { counter: '1' }, 90, { role: 'advisor', place: 'desk-2' });
  assert.equal(
    [answered?.type, answered?.data],
    [
      'ring.answered',
      { ring: '1/1', group: 'help', source: '1', rangFor: 90_000, place: 'desk-2', answeredAfter: 8_000 },
    ],
  );
  ask('help', { counter: '1' }, 100, counter);
  assert.equal(
    facts('help-over', { counter: '1' }, 110, counter).map(({ type }) => type),
    ['ring.abandoned'],
  );
});

test('a call of a video unit is not ended by hand', () => {
  const { ask, going } = office();
  ask('ring-heard', { source: 'video' }, 0);
  assert.is(ask('help-over', { source: 'video' }, 1).events.length, 0);
  assert.is(code(ask('help', { source: 'video' }, 1)), 'help-off');
  assert.equal(going(), ['video/1']);
});

test('after a restart a customer who called for help still waits; a video unit tells again what rings', () => {
  const { ask, restart, called } = office();
  ask('ring-heard', { source: 'video' }, 0);
  ask('help', { source: 'terminal' }, 0);
  const told = restart(20);
  assert.equal(
    told.map(({ type, data }) => [type, 'ring' in data && data.ring]),
    [['ring.abandoned', 'video/1']],
  );
  assert.not.ok('rangFor' in (told[0]?.data ?? {}), 'nobody knows how long it rang');
  assert.equal(called('terminal/1', 20), ['desk-2']);
});

test('a clock that is set keeps a ring as old as it was', () => {
  const { ask, tick, due } = office();
  ask('presence', { place: 'desk-1', state: 'available' }, 0);
  ask('ring-heard', { source: 'video' }, 0);
  ask('clock-stepped', { by: 3_600_000 }, 3605);
  assert.is(due(), 3620);
  assert.equal(
    tick(3620).map(({ type }) => type),
    ['ring.escalated'],
  );
});

test('a part of the chain that is gone is a fact of its group, once, and its return another', () => {
  const { facts, restart } = office();
  const lamp = (health: 'ok' | 'unknown') => ({
    device: 'lamp-1',
    health,
    ...(health === 'unknown' && { code: 'device-silent' }),
    warnings: [],
  });
  const chain = (...args: Parameters<typeof facts>) =>
    facts(...args).filter(({ type }) => type.startsWith('ring.'));
  assert.equal(
    chain('device-reported', lamp('unknown'), 0).map(({ type, data }) => [type, data]),
    [['ring.chain-lost', { group: 'room', device: 'lamp-1', code: 'device-silent' }]],
  );
  assert.is(chain('device-reported', lamp('unknown'), 1).length, 0);
  assert.is(restart(2).length, 0);
  assert.equal(
    chain('device-reported', lamp('ok'), 3).map(({ type }) => type),
    ['ring.chain-restored'],
  );
  const starting = { device: 'video', health: 'unknown', code: 'device-not-started', warnings: [] } as const;
  assert.is(chain('device-reported', starting, 4).length, 0, 'a device that begins is no news');
});

const group = rulesOfGroup(rules, 'room');

test('other places answer on other days', () => {
  // 4 November 2014.
  const day = 16_378;
  const away: RingRules = { ...group, substitutes: [{ firstDay: day, lastDay: day, members: ['lobby'] }] };
  const { ask, called } = office({ ...rules, rings: new Map([['room', away]]) });
  ask('ring-heard', { source: 'video' }, 0);
  assert.equal(called('video/1', 0), ['desk-1', 'desk-2']);
  ask('ring-heard', { source: 'video' }, 86_400);
  assert.equal(called('video/2', 86_400), ['lobby']);
});

test('sounders are silent in quiet hours, also past midnight', () => {
  const night: RingRules = { ...group, quietHours: [{ days: [1], from: 18 * 60, to: 7 * 60 }] };
  // Monday 08:00.
  const quietAt = (hours: number) => isQuiet(night, morning + hours * 3_600_000, 'Europe/Helsinki');
  assert.equal([-2, 0, 9.99, 10, 22, 22.9].map(quietAt), [false, false, false, true, true, true]);
  assert.equal([23, 34, 46].map(quietAt), [false, false, false], 'Tuesday and Wednesday');
});

test.run();
