import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BoardConnection } from '../../hal/drivers/firmata/board-connection';
import { FirmataInput } from '../../hal/drivers/firmata/input';
import { defaultLimits } from '../../hal/drivers/firmata/limits';
import { FirmataOutput } from '../../hal/drivers/firmata/output';
import { listSerialPorts, openSerialWire } from '../../hal/drivers/firmata/serial-wire';
import type { InputLine } from '../../hal/line';
import { silent } from '../../hal/platform/log';
import { FirmataBench, next } from '../support/firmata-bench';
import { awake, pause, SteadyTime } from '../support/steady-time';

/** Quick to try again, also when a board in the middle of its start has missed a question. */
const limits = {
  ...defaultLimits,
  ...{ askEvery: 30, handshake: 3000, retry: 10, retryMost: 20, settle: 20, garbageShown: 20 },
};

/** The same clock, with a list of the timers that are set. */
class CountedTime extends SteadyTime {
  readonly pending = new Set<object>();

  override after(delay: number, name: string, run: () => void) {
    const timer = super.after(delay, name, () => {
      this.pending.delete(timer);
      run();
    });
    return this.#counted(timer);
  }

  override every(interval: number, name: string, run: () => void) {
    return this.#counted(super.every(interval, name, run));
  }

  #counted(timer: { readonly name: string; cancel(): void }) {
    const cancel = timer.cancel;
    this.pending.add(timer);
    timer.cancel = () => {
      this.pending.delete(timer);
      cancel();
    };
    return timer;
  }
}

const bench = new FirmataBench({ resetOnOpen: false });
test.before(() => bench.board.start());
test.after(() => bench.stop());

test('eight times unplugged, outputs are as before and nothing is left behind: no file, timer, listener, or board', async () => {
  const { Board }: { Board: { readonly cache: readonly unknown[] } } = require('johnny-five');
  const time = new CountedTime();
  const connection = new BoardConnection({
    port: bench.link,
    limits,
    time,
    log: silent,
    openWire: openSerialWire,
    listPorts: listSerialPorts,
  });
  const input: InputLine = new FirmataInput(
    connection,
    { pin: 2, pullUp: true, activeLow: true },
    { time, limits },
  );
  const output = new FirmataOutput(connection, { pin: 13, activeLow: false });
  const ready = () => next(input.events, 'status', ({ health }) => health === 'ok');
  const signal = new AbortController().signal;

  const first = ready();
  output.write(true);
  await Promise.all([input.start(signal), output.start(signal)]);
  await first;
  const count = () => ({
    files: readdirSync('/proc/self/fd').length,
    timers: time.pending.size,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    boards: Board.cache.length,
  });
  const before = count();
  for (let time = 0; time < 8; time++) {
    const lost = next(input.events, 'status', ({ code }) => code === 'board-lost');
    bench.board.unplug({ ownPower: true });
    await lost;
    const back = ready();
    bench.board.plug();
    await back;
    assert.is(bench.board.read(13), 'high');
  }
  // A message that was cut by the unplugging is garbage, and a warning for a moment.
  const end = awake() + 2000;
  while (awake() < end && JSON.stringify(count()) !== JSON.stringify(before)) await pause(10);
  assert.equal(count(), before);
  assert.is(before.boards, 1);

  await Promise.all([input.stop(), output.stop()]);
  assert.is(time.pending.size, 0);
  assert.is(Board.cache.length, 0);
  assert.is(process.listenerCount('SIGINT'), 0);
});

test.run();
