import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTorn } from '../../../firmware/servicepoint/box/care';
import type { Command } from '../../../firmware/servicepoint/commands';
import { actorFrom } from '../../../firmware/servicepoint/rights/actor';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import type { ServicePointView } from '../../../firmware/servicepoint/state';
import { morning, rules } from '../../property/servicepoint/office';

const cared: Rules = { ...rules, devices: new Set(['lamp', 'printer']), restartable: true };

function point(of = cared) {
  const servicePoint = new ServicePoint(of);
  let at = morning;
  const handle = (command: { name: string; args: object }, by?: string) => {
    at += 1000;
    const actor = by === undefined ? undefined : actorFrom(by);
    const asked = { ...command, at, channel: 'mqtt', ...(actor && { by: actor }) } as Command;
    const { decision, events } = servicePoint.handle(asked);
    return { decision, facts: events.map(({ type, data }) => ({ type, data })), at };
  };
  return { servicePoint, handle };
}

const restart = (device?: string) => ({ name: 'restart', args: device === undefined ? {} : { device } });
const code = ({ decision }: ReturnType<ReturnType<typeof point>['handle']>) =>
  decision.ok ? 'ok' : decision.code;

test('technicians and central programs restart and test; officers, advisors and customers do not', () => {
  for (const by of ['technician', 'central']) {
    assert.is(code(point().handle(restart('lamp'), by)), 'ok');
    assert.is(code(point().handle({ name: 'self-test', args: {} }, by)), 'ok');
  }
  for (const by of ['customer', 'counter/1', 'advisor/lobby']) {
    assert.is(code(point().handle(restart(), by)), 'not-allowed');
    assert.is(code(point().handle({ name: 'self-test', args: { device: 'lamp' } }, by)), 'not-allowed');
  }
});

test('a box without devices tests itself alone', () => {
  const { decision } = point(rules).handle({ name: 'self-test', args: {} });
  assert.equal(decision.ok && decision.result?.devices, []);
});

test('who asked for what is a fact', () => {
  const { facts } = point().handle(restart('lamp'), 'technician');
  assert.equal(facts.at(-1), {
    type: 'appliance.restart-asked',
    data: { device: 'lamp', role: 'technician' },
  });
  const tested = point().handle({ name: 'self-test', args: { print: true } }, 'central').facts;
  assert.equal(tested.at(-1), {
    type: 'appliance.self-test-asked',
    data: { print: true, role: 'central' },
  });
});

test('the reply to a restart says when, and how many customers are at counters; it is asked for once', () => {
  const { servicePoint, handle } = point();
  handle({ name: 'take-ticket', args: { service: 'kunta' } });
  handle({ name: 'next', args: { counter: '1' } });
  const first = handle(restart(), 'central');
  assert.ok(first.decision.ok);
  assert.equal(first.decision.result, { earliest: first.at + 1000, latest: first.at + 20_000, serving: 1 });
  const second = handle(restart(), 'central');
  assert.is(code(second), 'restart-under-way');
  assert.equal(second.decision.result, { latest: first.at + 20_000 });
  const again = new ServicePoint(cared, restore(snapshot(servicePoint.state)));
  assert.is(again.state.restartAsked, first.at);
  handle({ name: 'started', args: { version: '1' } });
  assert.is(code(handle(restart(), 'central')), 'ok');
});

test('a ticket on its way to paper and a ring that nobody has answered would be torn apart; a customer at a counter not', () => {
  const { servicePoint, handle } = point();
  assert.not.ok(isTorn(servicePoint.state));
  handle({ name: 'ring-heard', args: { source: 'video' } });
  assert.ok(isTorn(servicePoint.state));
  const [ring] = servicePoint.state.ringing.rings.keys();
  handle({ name: 'acknowledge', args: { ring } });
  assert.not.ok(isTorn(servicePoint.state));
});

test('a box that nothing would start again does not end itself, and what is no device is not restarted', () => {
  assert.is(code(point({ ...cared, restartable: false }).handle(restart(), 'central')), 'restart-impossible');
  assert.is(code(point().handle(restart('nobody'), 'central')), 'device-unknown');
  assert.is(code(point().handle({ name: 'self-test', args: { device: 'nobody' } })), 'device-unknown');
});

test('a satellite is restarted through the hub while its link stands', () => {
  const { servicePoint, handle } = point({ ...cared, satellites: new Set(['room']) });
  const ask = (satellite: string) => handle({ name: 'restart', args: { satellite } }, 'central');
  assert.is(code(ask('room')), 'ok');
  assert.is(servicePoint.state.restartAsked, undefined, 'the hub goes on');
  handle({
    name: 'box-reported',
    args: { satellite: 'room', health: 'unknown', code: 'satellite-lost', warnings: [] },
  });
  assert.is(code(ask('room')), 'satellite-lost');
  assert.is(code(ask('nowhere')), 'satellite-unknown');
});

test('since when a device is as it is and when it was last well outlive a restart of the box, its health does not', () => {
  const { servicePoint, handle } = point();
  const report = (health: string, reason?: string, warnings: string[] = []) =>
    handle({
      name: 'device-reported',
      args: { device: 'lamp', health, ...(reason && { code: reason }), warnings },
    });
  const good = report('ok').at;
  report('ok', undefined, ['board-garbage']);
  assert.is(servicePoint.state.devices.get('lamp')?.since, good, 'a warning is no other state');
  const bad = report('failed', 'board-lost').at;
  assert.equal(servicePoint.state.devices.get('lamp'), {
    health: 'failed',
    code: 'board-lost',
    warnings: [],
    since: bad,
    lastGood: bad,
  });
  const began = handle({ name: 'started', args: { version: '1' } }).at;
  assert.equal(servicePoint.state.devices.get('lamp'), {
    health: 'unknown',
    code: 'device-not-started',
    warnings: [],
    since: began,
    lastGood: bad,
  });
  handle({ name: 'clock-stepped', args: { by: 3_600_000 } });
  assert.is(servicePoint.state.devices.get('lamp')?.lastGood, bad + 3_600_000);
});

test('how the boxes are and how self-tests ended is known from their facts', () => {
  const { servicePoint, handle } = point();
  const { at } = handle({
    name: 'box-reported',
    args: { health: 'failed', code: 'disk-full', warnings: [] },
  });
  handle({ name: 'box-reported', args: { satellite: 'room-2', health: 'ok', warnings: ['box-hot'] } });
  const again = handle({
    name: 'box-reported',
    args: { satellite: 'room-2', health: 'ok', warnings: ['box-hot'] },
  });
  assert.equal(again.facts, []);
  assert.is(servicePoint.state.boxes.get('')?.since, at);
  assert.equal(servicePoint.state.boxes.get('room-2')?.warnings, ['box-hot']);
  const { at: ended } = handle({
    name: 'self-tested',
    args: { device: 'lamp', result: 'unknown', code: 'part-hung' },
  });
  assert.equal(servicePoint.state.selfTests.get('lamp'), { result: 'unknown', code: 'part-hung', at: ended });
});

test('a restart would tear a number that is being printed, and a ring that nobody has answered', () => {
  const now = (prints: readonly string[], acknowledged: readonly boolean[]) =>
    isTorn({
      tickets: new Map(prints.map((print, index) => [`V10${index}`, { print }])),
      ringing: { rings: new Map(acknowledged.map((is, index) => [`ring/${index}`, { acknowledged: is }])) },
    } as unknown as ServicePointView);
  assert.equal([now([], []), now(['printed', 'none'], [true])], [false, false]);
  assert.equal([now(['printed', 'pending'], []), now([], [true, false])], [true, true]);
});

test.run();
