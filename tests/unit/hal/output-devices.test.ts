import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import { LampConductor } from '../../../hal/lamp-conductor';
import { LampOnLine } from '../../../hal/lines/lamp-on-line';
import { SmileyUnitOnLines } from '../../../hal/lines/smiley-unit-on-lines';
import { SounderOnLine } from '../../../hal/lines/sounder-on-line';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { MemoryInput, MemoryOutput } from '../../support/memory-lines';

const { signal } = new AbortController();

/** An output that notes when the thing on it goes on and off. */
function notedOutput(time: VirtualTime) {
  const seen: string[] = [];
  const line = new MemoryOutput(on => seen.push(`${on ? 'on' : 'off'}@${time.monotonic()}`));
  return { line, seen };
}

async function withLamp() {
  const time = new VirtualTime();
  const conductor = new LampConductor(time);
  const { line, seen } = notedOutput(time);
  const lamp = new LampOnLine('call', { line, conductor });
  await lamp.start(signal);
  return { time, conductor, line, seen, lamp };
}

test('a lamp is lit in the same turn and blinks 0.8 times a second', async () => {
  const { time, seen, lamp } = await withLamp();
  lamp.show('ring');
  assert.equal(seen, ['on@0']);
  time.advance(3000);
  assert.equal(seen, ['on@0', 'off@625', 'on@1250', 'off@1875', 'on@2500']);
  assert.is(lamp.sign, 'ring');
  assert.equal(lamp.counters, { changes: 5 });
});

test('a lamp is told what to show before it is started', async () => {
  const time = new VirtualTime();
  const { line, seen } = notedOutput(time);
  const lamp = new LampOnLine('call', { line, conductor: new LampConductor(time) });
  lamp.show('on');
  assert.equal(seen, []);
  await lamp.start(signal);
  assert.equal(seen, ['on@0']);
});

test('a lamp whose line was away is shown again, whatever it was told meanwhile', async () => {
  const { time, line, seen, lamp } = await withLamp();
  lamp.show('on');
  time.advance(2000);
  line.vanish();
  assert.is(lamp.status.health, 'failed');
  lamp.show('ring');
  time.advance(5000);
  line.appear();
  assert.is(lamp.status.health, 'ok');
  assert.equal(seen, ['on@0', 'off@2000', 'on@7000']);
});

test('lines that come back one after the other do not light their lamps more than twice in a second', async () => {
  const time = new VirtualTime();
  const conductor = new LampConductor(time);
  const seen: number[] = [];
  const lines = Array.from({ length: 5 }, () => new MemoryOutput(on => on && seen.push(time.monotonic())));
  for (const [index, line] of lines.entries()) {
    const lamp = new LampOnLine(`lamp ${index}`, { line, conductor });
    await lamp.start(signal);
    lamp.show('on');
  }
  time.advance(2000);
  for (const line of lines) line.vanish();
  for (const line of lines) {
    time.advance(100);
    line.appear();
  }
  time.advance(3000);
  assert.equal(seen.slice(5), [2100, 2200, 3150, 3150, 3150]);
  assert.ok(lines.every(({ on }) => on));
});

test('a fault is never dark', async () => {
  const { time, seen, lamp } = await withLamp();
  lamp.show('fault');
  time.advance(60_000);
  assert.equal(seen, ['on@0']);
});

test('a stopped lamp is dark and leaves nothing behind', async () => {
  const { time, line, lamp } = await withLamp();
  lamp.show('ring');
  await lamp.stop();
  assert.not(line.on);
  assert.equal(time.timers, []);
  assert.is(line.events.listenerCount('status'), 0);
  assert.is(lamp.status.code, 'device-not-started');
});

test('the virtual lamp shows what a person would see', async () => {
  const time = new VirtualTime();
  const lamp = new VirtualLamp('lobby', new LampConductor(time));
  const told: string[] = [];
  lamp.events.on('shown', sign => told.push(sign));
  lamp.events.on('light', ({ colour, on }) => told.push(`${colour}/${on}@${time.monotonic()}`));
  await lamp.start();
  lamp.show('ring');
  time.advance(700);
  assert.equal(told, ['amber/true@0', 'ring', 'off/false@625']);
  lamp.report({ health: 'failed', code: 'internal-error' });
  lamp.report({ health: 'ok' });
  assert.is(lamp.light, 'amber');
});

test('tones are data, and a new tone ends the one before', async () => {
  const time = new VirtualTime();
  const { line, seen } = notedOutput(time);
  const sounder = new SounderOnLine('buzzer', { line, time });
  await sounder.start(signal);
  sounder.play('ring');
  time.advance(2000);
  assert.equal(seen.splice(0), ['on@0', 'off@400', 'on@600', 'off@1000']);
  sounder.play('chime');
  time.advance(100);
  sounder.play('refused');
  time.advance(1000);
  assert.equal(seen.splice(0), ['on@2000', 'off@2190', 'on@2280', 'off@2370', 'on@2460', 'off@2550']);
  assert.equal(sounder.counters, { tones: 3 });
});

test('a tone whose line is away is not played late, and a stopped sounder is silent', async () => {
  const time = new VirtualTime();
  const { line, seen } = notedOutput(time);
  const sounder = new SounderOnLine('buzzer', { line, time });
  await sounder.start(signal);
  line.vanish();
  assert.is(sounder.status.health, 'failed');
  sounder.play('chime');
  time.advance(1000);
  line.appear();
  time.advance(1000);
  assert.equal(seen, []);
  sounder.play('chime');
  await sounder.stop();
  assert.not(line.on);
  assert.equal(time.timers, []);
});

test('a smiley unit answers a press with its own light and tone at once, and is dark again', async () => {
  const time = new VirtualTime();
  const light = notedOutput(time);
  const buzzer = notedOutput(time);
  const unit = new SmileyUnitOnLines('exit', {
    faces: Array.from({ length: 4 }, () => new MemoryInput(time)),
    lamp: new LampOnLine('exit', { line: light.line, conductor: new LampConductor(time) }),
    sounder: new SounderOnLine('exit', { line: buzzer.line, time }),
    time,
    debounce: 20,
    stuckAfter: 30_000,
  });
  await unit.start(signal);
  assert.is(unit.status.health, 'ok');
  unit.answer(true);
  time.advance(5000);
  assert.equal(light.seen, ['on@0', 'off@1000']);
  assert.equal(buzzer.seen, ['on@0', 'off@250']);
  unit.answer(false);
  time.advance(5000);
  assert.ok(light.seen.length > 4, 'a refusal blinks');
  light.line.vanish();
  assert.is(unit.status.health, 'failed');
  await unit.stop();
  assert.equal(time.timers, []);
});

test.run();
