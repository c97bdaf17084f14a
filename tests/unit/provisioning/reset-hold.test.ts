import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ResetHold } from '../../../firmware/places/reset-hold';
import { VirtualButton } from '../../../hal/drivers/virtual/button';
import { VirtualNumberDisplay } from '../../../hal/drivers/virtual/number-display';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A pin in the hole behind the case. */
function bench() {
  const time = new VirtualTime();
  const button = new VirtualButton('reset');
  const display = new VirtualNumberDisplay('counter-1');
  display.show('K117');
  const seen: string[] = [];
  display.events.on('shown', text => seen.push(text));
  let begun = 0;
  const begin = async () => {
    begun += 1;
  };
  const hold = new ResetHold({ button, display, time, log: silent, begin });
  hold.start();
  return { time, button, display, seen, hold, begun: () => begun };
}

test('a button that is held counts down from ten in sight, and one more press begins the reset', () => {
  const { time, button, seen, begun } = bench();
  button.touch(true);
  time.advance(10_000);
  assert.equal(seen, ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1', '0']);
  button.touch(false);
  time.advance(3000);
  assert.is(begun(), 0, 'not by holding alone');
  button.touch(true);
  assert.is(begun(), 1);
});

test('whoever lets go before the end has done nothing, and the display shows what stood there', () => {
  const { time, button, display, begun } = bench();
  button.touch(true);
  time.advance(9500);
  button.touch(false);
  assert.is(display.text, 'K117');
  time.advance(60_000);
  button.touch(true);
  button.touch(false);
  assert.is(begun(), 0);
  assert.is(display.text, 'K117');
  assert.equal(time.timers, []);
});

test('a button that is stuck, or that something leans on, resets nothing', () => {
  const { time, button, display, begun } = bench();
  button.touch(true);
  time.advance(3_600_000);
  assert.is(begun(), 0);
  assert.is(display.text, 'K117');
  button.touch(false);
  button.touch(true);
  time.advance(5000);
  assert.is(begun(), 0, 'the press after it begins to count anew');
  assert.is(display.text, '5');
});

test('a press that comes too late begins to count anew', () => {
  const { time, button, display, begun } = bench();
  button.touch(true);
  time.advance(10_000);
  button.touch(false);
  time.advance(10_001);
  assert.is(display.text, 'K117');
  button.touch(true);
  assert.is(begun(), 0);
  assert.is(display.text, '10');
});

test('after its stop nothing is counted', () => {
  const { time, button, display, hold } = bench();
  button.touch(true);
  time.advance(2000);
  hold.stop();
  assert.is(display.text, 'K117');
  button.touch(true);
  assert.is(display.text, 'K117');
  assert.equal(time.timers, []);
});

test.run();
