import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SmileyUnit } from '../../hal/smiley-unit';
import { SatelliteBench } from '../support/satellite-bench';
import { awake } from '../support/steady-time';

let bench: SatelliteBench;

test.before(async () => {
  bench = await new SatelliteBench().start();
});
test.after(() => bench.stop());

test('a press in the other room calls the next customer; lamp and display there show it', async () => {
  const ticket = await bench.takeTicket();
  bench.button('next').press();
  await bench.until('the ticket is called', () => bench.stateOf(ticket) === 'called');
  await bench.until('the display shows it', () => bench.display.text === ticket);
  await bench.until('the lamp calls', () => bench.lamp('lamp').sign === 'call');
});

test('a press that the rules refuse shows so on the lamp of the button', async () => {
  await bench.hub.runtime.execute({ name: 'done', args: { counter: 'counter-1' }, channel: 'http' });
  await bench.until('the counter is idle', () => bench.display.text === '');
  bench.button('next').press();
  await bench.until('it is refused', () => bench.lamp('lamp').sign === 'refused');
  await bench.until('the lamp is given back', () => bench.lamp('lamp').sign === 'off');
});

test('each press counts once, in order, however quick they are', async () => {
  const tickets: string[] = [];
  for (let n = 0; n < 20; n++) tickets.push(await bench.takeTicket());
  for (let n = 0; n < 10; n++) bench.button('next').press();
  await bench.until('ten calls', () => bench.called(tickets) >= 10);
  await new Promise(resolve => setTimeout(resolve, 100));
  assert.is(bench.called(tickets), 10);
  assert.equal(
    tickets.map(ticket => bench.stateOf(ticket) !== 'waiting'),
    [...Array(10).fill(true), ...Array(10).fill(false)],
  );
});

test('a ring in the other room lights a lamp here', async () => {
  await bench.until('the lamp rests', () => bench.hubLamp.sign === 'off');
  bench.report({ state: 'ringing', call: '1' });
  await bench.until('it rings', () => bench.hubLamp.sign === 'ring');
  bench.report({ state: 'answered', call: '1' });
  await bench.until('it rings no more', () => bench.hubLamp.sign === 'off');
});

test('a ring here lights the lamp of the other room and sounds there', async () => {
  bench.reportAtHub({ state: 'alive' });
  await bench.until('the lamp rests', () => bench.lamp('ring-lamp').sign === 'off');
  bench.reportAtHub({ state: 'ringing', call: '7' });
  await bench.until(
    'it rings',
    () => bench.lamp('ring-lamp').sign === 'ring' && bench.tones.includes('ring'),
  );
  bench.reportAtHub({ state: 'ended', call: '7' });
  await bench.until('it rings no more', () => bench.lamp('ring-lamp').sign === 'off');
});

test('a device that breaks in the other room is broken for the hub, with its reason and its counters', async () => {
  bench.lamp('ring-lamp').report({ health: 'failed', code: 'board-lost' });
  await bench.until('it is shown', () => bench.hubSays('ring-lamp') === 'board-lost');
  await bench.until('presses are counted', () => bench.hub.hal.devices.get('next')?.counters.presses === 12);
  bench.lamp('ring-lamp').report({ health: 'ok' });
  await bench.until('it is mended', () => bench.hubSays('ring-lamp') === 'ok');
});

test('a device of the other room, and the whole box there, are started anew from afar, once for each id', async () => {
  const seen: string[] = [];
  bench.room.hal.devices.get('lamp')?.events.on('status', ({ health }) => seen.push(health));
  const ask = (id: string, args: object) =>
    bench.hub.runtime.execute({ id, name: 'restart', args, channel: 'mqtt', by: 'central' });
  assert.ok((await ask('lamp', { device: 'lamp' })).ok);
  await bench.until('the lamp has been started anew', () => seen.join() === 'unknown,ok');
  assert.ok((await ask('room', { satellite: 'room' })).ok);
  await bench.until('the satellite has been told', () => bench.restarts === 1);
  assert.ok((await ask('room', { satellite: 'room' })).ok);
  const elsewhere = await ask('nowhere', { satellite: 'nowhere' });
  assert.is(elsewhere.ok ? 'ok' : elsewhere.code, 'satellite-unknown');
  await bench.linked();
  assert.is(bench.restarts, 1);
});

test('a face that is pressed in the other room is told to the hub, whose answer is shown there', async () => {
  const unit = bench.hub.hal.find('smiley-unit', 'smiley') as SmileyUnit;
  const faces: string[] = [];
  const answers: boolean[] = [];
  bench.smiley.events.on('answered', taken => answers.push(taken));
  bench.smiley.press(2);
  await bench.until('nobody takes it', () => answers.length === 1);
  assert.equal(answers, [false]);
  unit.events.on('pressed', ({ face, at }) => {
    faces.push(`down ${face}`);
    assert.ok(Math.abs(awake() - at) < 750, 'when it was pressed');
    unit.answer(true);
  });
  unit.events.on('released', ({ face }) => faces.push(`up ${face}`));
  bench.smiley.press(3);
  await bench.until('it is answered', () => answers.length === 2);
  await bench.until('it is let go', () => faces.length === 2);
  assert.equal(answers, [false, true]);
  assert.equal(faces, ['down 3', 'up 3']);
});

test.run();
