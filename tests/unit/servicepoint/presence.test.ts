import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type PresenceWord, presenceOf } from '../../../firmware/servicepoint/presence/presence-state';
import { nextPresence } from '../../../firmware/servicepoint/presence/set-presence';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning, rules } from '../../property/servicepoint/office';

const hour = 3_600_000;

/** Open 9-12 and 13-15; `morning` is 8:00. */
const daily: Rules = {
  ...rules,
  opening: {
    hours: [
      { days: [1, 2, 3, 4, 5], from: 540, to: 720 },
      { days: [1, 2, 3, 4, 5], from: 780, to: 900 },
    ],
  },
};

function desk(site: Rules = daily) {
  const point = new ServicePoint(site);
  return {
    point,
    say: (state: PresenceWord, hours: number, by?: { role: 'counter' | 'advisor'; place: string }) =>
      point.handle({
        name: 'presence',
        args: { place: 'desk-1', state },
        at: morning + hours * hour,
        channel: 'button',
        ...(by && { by }),
      }),
    tick: (hours: number) =>
      point.handle({ name: 'tick', args: {}, at: morning + hours * hour, channel: 'box' }).events,
    now: () => presenceOf(point.state.presence, 'desk-1'),
    due: () => (point.nextDue - morning) / hour,
  };
}

test('one button says available, busy, away and available again', () => {
  assert.equal(
    ['away', 'available', 'busy'].map(state => nextPresence(state as PresenceWord)),
    ['available', 'busy', 'away'],
  );
});

test('a place that has never said anything is away', () => {
  assert.is(desk().now(), 'away');
});

test('presence ends when the point closes for the day, not for lunch, and says why', () => {
  const { say, tick, now, due } = desk();
  say('available', 0.5);
  assert.is(due(), 7);
  tick(4.5);
  assert.is(now(), 'available');
  tick(6.999);
  assert.is(now(), 'available');
  assert.equal(
    tick(7)
      .filter(({ type }) => type === 'presence.changed')
      .map(({ data }) => data),
    [{ place: 'desk-1', state: 'away', reason: 'closing' }],
  );
  assert.is(now(), 'away');
});

test('what is said after closing ends at midnight', () => {
  const { say, due } = desk();
  say('busy', 8);
  assert.is(due(), 16);
});

test('a point without hours of its own closes when its last service does', () => {
  const only = new Map([...rules.services].filter(([id]) => id === 'kela'));
  const { say, due } = desk({ ...rules, services: only });
  say('available', 2);
  assert.is(due(), 7);
});

test('saying the same again is no fact', () => {
  const { say } = desk();
  say('available', 1);
  assert.is(say('available', 2).events.length, 0);
});

test('presence outlives a restart', () => {
  const { point, say } = desk();
  say('busy', 1);
  const after = new ServicePoint(daily, restore(snapshot(point.state)));
  after.handle({ name: 'started', args: { version: '2' }, at: morning + 1.5 * hour, channel: 'box' });
  assert.is(presenceOf(after.state.presence, 'desk-1'), 'busy');
});

test('after a long power cut nobody of yesterday is available', () => {
  const { say, tick, now } = desk();
  say('available', 1);
  tick(25);
  assert.is(now(), 'away');
});

test('a clock that is set moves what was said along', () => {
  const { point, say, due } = desk();
  say('available', 1);
  point.handle({ name: 'clock-stepped', args: { by: 24 * hour }, at: morning + 25 * hour, channel: 'box' });
  assert.is(due(), 31);
});

test('an advisor speaks for the own place, an officer for that of the own counter, and for no other', () => {
  const { say } = desk();
  const code = ({ decision }: ReturnType<typeof say>) => (decision.ok ? 'ok' : decision.code);
  assert.is(code(say('available', 1, { role: 'advisor', place: 'desk-1' })), 'ok');
  assert.is(code(say('busy', 1, { role: 'counter', place: '1' })), 'ok');
  assert.is(code(say('away', 1, { role: 'advisor', place: 'desk-2' })), 'not-allowed');
  assert.is(code(say('away', 1, { role: 'counter', place: '2' })), 'not-allowed');
});

test.run();
