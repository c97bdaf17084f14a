import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ButtonOnLine } from '../../../hal/lines/button-on-line';
import { ContactOnLine } from '../../../hal/lines/contact-on-line';
import type { GestureSettings } from '../../../hal/lines/contact-options';
import { SmileyUnitOnLines } from '../../../hal/lines/smiley-unit-on-lines';
import type { Time } from '../../../hal/platform/time';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { MemoryInput } from '../../support/memory-lines';

const { signal } = new AbortController();

async function buttonOf(gestures: GestureSettings['gestures'], time: Time, line: MemoryInput) {
  const button = new ButtonOnLine('next', {
    line,
    time,
    gestures,
    debounce: 20,
    holdAfter: 800,
    doubleWithin: 400,
    stuckAfter: 30_000,
  });
  const told: string[] = [];
  button.events.on('gesture', gesture => told.push(gesture));
  await button.start(signal);
  return { button, told };
}

async function withButton(gestures: GestureSettings['gestures'] = ['press']) {
  const time = new VirtualTime();
  const line = new MemoryInput(time);
  return { time, line, ...(await buttonOf(gestures, time, line)) };
}

test('a line that cannot say how it stands is judged from its first edge on', async () => {
  const time = new VirtualTime();
  const line = new MemoryInput(time);
  line.active = undefined;
  const { button, told } = await buttonOf(['press'], time, line);
  const contacts: boolean[] = [];
  button.events.on('contact', closed => contacts.push(closed));
  line.edge(false);
  assert.equal([told, contacts], [[], [false]], 'it was closed before');
  time.advance(100);
  line.edge(true);
  assert.equal([told, contacts], [['press'], [false, true]]);
});

test('a press is told in the same turn', async () => {
  const { line, told } = await withButton();
  line.edge(true);
  assert.equal(told, ['press']);
});

test('a button tells its contact as it closes and opens, until it is stopped', async () => {
  const { line, button } = await withButton();
  const told: boolean[] = [];
  button.events.on('contact', closed => told.push(closed));
  line.edge(true);
  line.edge(false);
  await button.stop();
  line.edge(true);
  assert.equal(told, [true, false]);
});

test('holds and double presses come when their time is up', async () => {
  const { time, line, told } = await withButton(['press', 'hold', 'double']);
  line.edge(true);
  time.advance(799);
  assert.equal(told, []);
  time.advance(1);
  assert.equal(told, ['hold']);
  line.edge(false);
  time.advance(1000);
  line.edge(true);
  time.advance(50);
  line.edge(false);
  time.advance(350);
  assert.equal(told, ['hold', 'press']);
});

test('a stuck button fails, presses once, and is well when it opens', async () => {
  const { time, line, told, button } = await withButton();
  line.edge(true);
  time.advance(30_000);
  assert.equal(button.status, { health: 'failed', code: 'button-stuck' });
  time.advance(3_600_000);
  line.edge(false);
  assert.equal(button.status, { health: 'ok' });
  assert.equal(told, ['press']);
  assert.equal(button.counters, { presses: 1, stuck: 1, lostEdges: 0, bounces: 0 });
});

test('a button whose line goes is failed, and what happened meanwhile is not invented', async () => {
  const { time, line, told, button } = await withButton();
  line.vanish();
  assert.is(button.status.health, 'failed');
  time.advance(1000);
  line.appear(true);
  assert.is(button.status.health, 'ok');
  line.edge(false);
  time.advance(100);
  line.edge(true);
  assert.equal(told, ['press']);
});

test('stamps may come from a clock of their own', async () => {
  const { time, line, told } = await withButton(['press', 'hold']);
  line.edge(true, { at: 7_000_000_000.25 });
  time.advance(500);
  line.edge(false, { at: 7_000_000_500.5 });
  assert.equal(told, ['press']);
});

test('a program that was held up judges a press by its stamps, not by when it read them', async () => {
  let held = 0;
  const clock = new VirtualTime();
  const time: Time = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic() + held,
    after: (delay, name, run) => clock.after(delay, name, run),
    every: (interval, name, run) => clock.every(interval, name, run),
  };
  const line = new MemoryInput(time);
  const { told } = await buttonOf(['press', 'hold'], time, line);
  line.edge(true);
  held = 2000;
  clock.advance(20);
  line.edge(false, { at: 150 });
  clock.advance(1000);
  assert.equal(told, ['press']);
});

test('a stopped button leaves nothing behind', async () => {
  const { time, line, button } = await withButton(['press', 'hold']);
  line.edge(true);
  await button.stop();
  assert.is(button.status.code, 'device-not-started');
  assert.equal(time.timers, []);
  assert.is(line.events.listenerCount('edge') + line.events.listenerCount('status'), 0);
});

async function withContact(closed = false) {
  const time = new VirtualTime();
  const line = new MemoryInput(time, closed);
  const source = new ContactOnLine('door', { line, time, debounce: 20, overAfter: 4000, stuckAfter: 60_000 });
  const told: string[] = [];
  source.events.on('ringing', ({ at }) => told.push(`ringing@${at}`));
  source.events.on('over', ({ at, end }) => told.push(`${end}@${at}`));
  await source.start(signal);
  return { time, line, source, told };
}

test('a bell that rings one second in four is one ring, over at its last pulse', async () => {
  const { time, line, source, told } = await withContact();
  for (let pulse = 0; pulse < 5; pulse += 1) {
    line.edge(true);
    time.advance(1000);
    line.edge(false);
    time.advance(3000);
  }
  assert.equal(told, ['ringing@0']);
  assert.is(source.ringing.length, 1);
  time.advance(1000);
  assert.equal(told, ['ringing@0', 'unknown@17000']);
  assert.equal(source.ringing, []);
  assert.equal(source.counters, { rings: 1, stuck: 0, lostEdges: 0, bounces: 0 });
});

test('two rings of one contact are told apart', async () => {
  const { time, line, source } = await withContact();
  const calls: string[] = [];
  source.events.on('ringing', ({ call }) => calls.push(call));
  for (const _ of [1, 2]) {
    line.edge(true);
    time.advance(500);
    line.edge(false);
    time.advance(5000);
  }
  assert.is(new Set(calls).size, 2);
});

test('a contact that is closed when the box starts rings', async () => {
  const { told } = await withContact(true);
  assert.equal(told, ['ringing@0']);
});

test('a contact that stays closed is a fault and not an endless ring', async () => {
  const { time, line, source, told } = await withContact();
  line.edge(true);
  time.advance(60_000);
  assert.equal(told, ['ringing@0', 'unknown@60000']);
  assert.is(source.status.code, 'contact-stuck');
  line.edge(false);
  time.advance(10_000);
  assert.is(source.status.health, 'ok');
  line.edge(true);
  assert.is(told.length, 3);
});

test('a ring whose line goes is over, and rings again if it still does when the line is back', async () => {
  const { time, line, source, told } = await withContact();
  line.edge(true);
  time.advance(700);
  line.vanish();
  assert.is(source.status.health, 'failed');
  assert.equal(told, ['ringing@0', 'unknown@700']);
  time.advance(300);
  line.appear(true);
  assert.is(told.at(-1), 'ringing@1000');
});

async function withUnit() {
  const time = new VirtualTime();
  const faces = Array.from({ length: 5 }, () => new MemoryInput(time));
  const unit = new SmileyUnitOnLines('exit', { faces, time, debounce: 20, stuckAfter: 30_000 });
  const told: string[] = [];
  unit.events.on('pressed', ({ face, at }) => told.push(`pressed ${face}@${at}`));
  unit.events.on('released', ({ face, at }) => told.push(`released ${face}@${at}`));
  await unit.start(signal);
  return { time, faces, unit, told };
}

test('a smiley unit tells which face was pressed at the closing, and its release', async () => {
  const { time, faces, unit, told } = await withUnit();
  time.advance(100);
  faces[4]?.edge(true);
  assert.equal(told, ['pressed 5@100']);
  time.advance(300);
  faces[4]?.edge(false);
  assert.equal(told, ['pressed 5@100', 'released 5@400']);
  assert.is(unit.faces, 5);
});

test('one stuck face fails the unit by name, and the others go on', async () => {
  const { time, faces, unit, told } = await withUnit();
  faces[0]?.edge(true);
  time.advance(30_000);
  assert.equal(unit.status, { health: 'failed', code: 'button-stuck', detail: 'face 1' });
  faces[2]?.edge(true);
  assert.is(told.at(-1), 'pressed 3@30000');
  faces[0]?.edge(false);
  assert.is(unit.status.health, 'ok');
  assert.equal(unit.counters, { presses: 2, stuck: 1, lostEdges: 0, bounces: 0 });
});

test('a face that is lost while it is down is released; one that is down at first sight is not pressed', async () => {
  const { time, faces, unit, told } = await withUnit();
  faces[1]?.edge(true);
  time.advance(50);
  faces[1]?.vanish();
  assert.is(unit.status.health, 'failed');
  assert.equal(told, ['pressed 2@0', 'released 2@50']);
  faces[1]?.appear(true);
  time.advance(50);
  faces[1]?.edge(false);
  assert.is(told.length, 2);
});

test.run();
