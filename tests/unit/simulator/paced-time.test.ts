import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PacedTime } from '../../../simulator/time/paced-time';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const start = Date.UTC(2026, 2, 18, 8);

function begin(): { machine: VirtualTime; paced: PacedTime; heard: string[] } {
  const machine = new VirtualTime(start);
  return { machine, paced: new PacedTime(machine), heard: [] };
}

test('What is due in ten minutes is due in ten seconds when time goes sixty times faster', () => {
  const { machine, paced, heard } = begin();
  paced.after(600_000, 'later', () => heard.push('rang'));
  paced.pace = 60;
  machine.advance(9_999);
  assert.equal(heard, []);
  machine.advance(1);
  assert.equal(heard, ['rang']);
  assert.is(paced.now(), start + 600_000);
});

test('A timer that is under way goes on with the new pace, and stays in its order', () => {
  const { machine, paced, heard } = begin();
  paced.after(2000, 'second', () => heard.push('second'));
  paced.after(1000, 'first', () => heard.push('first'));
  machine.advance(500);
  paced.pace = 1000;
  machine.advance(1);
  paced.pace = 1;
  assert.equal(heard, ['first']);
  machine.advance(499);
  assert.equal(heard, ['first']);
  machine.advance(1);
  assert.equal(heard, ['first', 'second']);
});

test('Turns that were missed are not made up for, and a cancelled timer never comes', () => {
  const { machine, paced, heard } = begin();
  const every = paced.every(10, 'often', () => heard.push('turn'));
  paced.after(50, 'never', () => heard.push('never')).cancel();
  paced.pace = 1000;
  machine.advance(1);
  assert.equal(heard, ['turn']);
  every.cancel();
  machine.advance(100);
  assert.equal(heard, ['turn']);
});

test('The clock on the wall can be put forward and never back; wires have the same clock and durations of their own', () => {
  const { machine, paced, heard } = begin();
  paced.putForward(start + 5000);
  paced.putForward(start);
  assert.is(paced.now(), start + 5000);
  paced.pace = 10;
  paced.wires.after(100, 'wire', () => heard.push('wire'));
  machine.advance(99);
  assert.equal(heard, []);
  machine.advance(1);
  assert.equal(heard, ['wire']);
  assert.is(paced.wires.now(), paced.now());
});

test('With nothing to wait for, the machine is left alone', () => {
  const { machine, paced } = begin();
  const timers = [paced.after(1000, 'soon', () => {}), paced.every(3000, 'later', () => {})];
  for (const timer of timers) timer.cancel();
  assert.equal(machine.timers, []);
});

test('What is due at once is due after a millisecond, so that time cannot stand still', () => {
  const { machine, paced, heard } = begin();
  paced.after(0, 'now', () => heard.push('now'));
  const every = paced.every(0, 'ever', () => heard.push('ever'));
  assert.equal(heard, []);
  machine.advance(2);
  every.cancel();
  assert.equal(heard, ['now', 'ever', 'ever']);
});

test.run();
