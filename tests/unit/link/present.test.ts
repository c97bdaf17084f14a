import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  counterState,
  health,
  type Present,
  presentMessages,
  serviceState,
} from '../../../firmware/link/present';
import { Topics } from '../../../firmware/link/topics';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';

const rules: Rules = {
  timezone: 'Europe/Helsinki',
  languages: ['fi'],
  services: new Map([
    ['kela', { id: 'kela', letter: 'K', hours: [{ days: [1, 2, 3, 4, 5], from: 540, to: 900 }] }],
  ]),
  counters: new Map([['c1', { id: 'c1', services: ['kela'] }]]),
  kiosks: new Map([['lobby', { id: 'lobby' }]]),
};

/** Monday, 10:00 in Helsinki. */
const monday = Date.UTC(2026, 10, 23, 8);

function after(...commands: Pick<Command, 'name' | 'args'>[]): Present {
  const point = new ServicePoint(rules);
  commands.forEach((command, index) => {
    point.handle({ ...command, at: monday + index * 1000, channel: 'mqtt' } as Command);
  });
  return {
    state: point.state,
    rules,
    smileys: [],
    devices: ['printer', 'lamp'],
    box: { health: 'ok', warnings: [] },
    version: '1',
    at: monday,
  };
}

const take = { name: 'take-ticket', args: { service: 'kela' } } as const;
const next = { name: 'next', args: { counter: 'c1' } } as const;

test('a service shows its queue, its head and its last number', () => {
  const present = after(...Array.from({ length: 8 }, () => take), next);
  assert.equal(serviceState(present, 'kela'), {
    service: 'kela',
    day: '2026-11-23',
    open: true,
    waiting: 7,
    people: 7,
    reinstated: 0,
    next: ['K102', 'K103', 'K104', 'K105', 'K106'],
    last: 'K108',
  });
});

test('a service outside its hours is closed although nothing has happened', () => {
  const present = { ...after(), at: Date.UTC(2026, 10, 23, 13) };
  assert.is(serviceState(present, 'kela').open, false);
  assert.is(serviceState(present, 'kela').last, null);
});

test('a counter shows its customer from the call to the end', () => {
  assert.is(counterState(after(take), 'c1').state, 'idle');
  assert.equal(counterState(after(take, next), 'c1'), {
    counter: 'c1',
    state: 'called',
    ticket: 'K101',
    service: 'kela',
    since: '2026-11-23T08:00:01.000Z',
    prompt: false,
    needsTime: false,
    people: 1,
    reinstated: 0,
  });
  const serving = after(take, next, { name: 'arrived', args: { counter: 'c1' } });
  assert.is(counterState(serving, 'c1').since, '2026-11-23T08:00:02.000Z');
  assert.is(counterState(serving, 'c1').state, 'serving');
});

test('a counter prompts its officer when the customer was waited for, and says who it is', () => {
  const group = { name: 'take-ticket', args: { service: 'kela', group: 3, needsTime: true } } as const;
  const ticks = Array.from({ length: 299 }, () => ({ name: 'tick', args: {} }) as const);
  const called = after(group, next, ...ticks);
  assert.is(counterState(called, 'c1').prompt, false);
  const overdue = after(group, next, ...ticks, { name: 'tick', args: {} });
  const { prompt, needsTime, people } = counterState(overdue, 'c1');
  assert.equal({ prompt, needsTime, people }, { prompt: true, needsTime: true, people: 3 });
  assert.is(counterState(overdue, 'c1').state, 'called');
});

test('who came back after a missed turn is seen in the queue and at the counter', () => {
  const back = after(
    take,
    next,
    { name: 'no-show', args: { counter: 'c1' } },
    {
      name: 'reinstate',
      args: { ticket: 'K101' },
    },
  );
  assert.is(serviceState(back, 'kela').reinstated, 1);
  const called = after(
    take,
    next,
    { name: 'no-show', args: { counter: 'c1' } },
    {
      name: 'reinstate',
      args: { ticket: 'K101' },
    },
    next,
  );
  assert.is(counterState(called, 'c1').reinstated, 1);
});

test('a device that has not reported is unknown, one that failed says why', () => {
  const report = { device: 'printer', health: 'failed', code: 'printer-paper-out', warnings: [] } as const;
  assert.equal(health(after({ name: 'device-reported', args: { ...report, warnings: [] } })).devices, {
    printer: {
      health: 'failed',
      code: 'printer-paper-out',
      warnings: [],
      since: new Date(monday).toISOString(),
    },
    lamp: { health: 'unknown', code: 'device-not-started', warnings: [] },
  });
});

test('a point without rings and places says what it has, and nothing of them', () => {
  const topics = [...presentMessages(after(), new Topics('town', 'hub'))].map(([topic]) => topic);
  assert.equal(topics.map(topic => topic.split('/').slice(4).join('/')).sort(), [
    'health',
    'state/counter/c1',
    'state/device/lamp',
    'state/device/printer',
    'state/service/kela',
  ]);
});

test.run();
