import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LineKeeper } from '../../../hal/drivers/gpio/line-keeper';
import { TiskiError } from '../../../hal/platform/error';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A wire that can be refused or cut. */
function bench() {
  const wire = { free: true, there: true, opened: 0, closed: 0 };
  const time = new VirtualTime();
  const told: string[] = [];
  const present = () => {
    if (!wire.there) throw new TiskiError('gpio-line-lost');
  };
  const keeper = new LineKeeper(
    () => {
      present();
      if (!wire.free) throw new TiskiError('gpio-line-busy', 'used by "door bell"');
      wire.opened += 1;
      return {
        check: present,
        close: () => {
          wire.closed += 1;
        },
      };
    },
    time,
    ({ health, code }) => told.push(code ?? health),
  );
  return { wire, time, told, keeper };
}

test('a line that is refused at the start is tried again until it is free', () => {
  const { wire, time, told, keeper } = bench();
  wire.free = false;
  keeper.start();
  time.advance(5000);
  assert.equal(told, ['gpio-line-busy']);
  assert.match(keeper.status.detail ?? '', 'door bell');
  wire.free = true;
  time.advance(1000);
  assert.equal(told, ['gpio-line-busy', 'ok']);
});

test('a line that is started twice is taken once, and given back by one stop', () => {
  const { wire, time, keeper } = bench();
  keeper.start();
  keeper.start();
  assert.is(wire.opened, 1);
  assert.is(time.timers.length, 1);
  keeper.stop();
  assert.equal([wire.closed, time.timers.length], [1, 0]);
});

test('a line that goes away is noticed within a second and taken again', () => {
  const { wire, time, told, keeper } = bench();
  keeper.start();
  wire.there = false;
  time.advance(1000);
  assert.equal(told, ['ok', 'gpio-line-lost']);
  assert.is(keeper.line, undefined);
  wire.there = true;
  time.advance(1000);
  assert.equal(told, ['ok', 'gpio-line-lost', 'ok']);
  assert.equal([wire.opened, wire.closed], [2, 1]);
});

test('a day of faults leaves nothing open and no timer behind', () => {
  const { wire, time, keeper } = bench();
  keeper.start();
  for (let fault = 0; fault < 1000; fault += 1) {
    wire.there = fault % 3 !== 0;
    wire.free = fault % 5 !== 0;
    time.advance(86_400);
    assert.is(wire.opened - wire.closed, keeper.line ? 1 : 0);
  }
  keeper.stop();
  assert.is(wire.opened, wire.closed);
  assert.equal(time.timers, []);
  assert.is(keeper.status.code, 'device-not-started');
});

test('what fails in an unforeseen way is told and does not end the program', () => {
  const told: string[] = [];
  const keeper = new LineKeeper(
    () => {
      throw new RangeError('unforeseen');
    },
    new VirtualTime(),
    ({ code, detail }) => told.push(`${code}: ${detail}`),
  );
  keeper.start();
  keeper.stop();
  assert.equal(told, ['internal-error: unforeseen', 'device-not-started: undefined']);
});

test.run();
