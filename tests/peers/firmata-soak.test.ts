import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FirmataInput } from '../../hal/drivers/firmata/input';
import { FirmataOutput } from '../../hal/drivers/firmata/output';
import { LampConductor } from '../../hal/lamp-conductor';
import { ButtonOnLine } from '../../hal/lines/button-on-line';
import { LampOnLine } from '../../hal/lines/lamp-on-line';
import type { SimulatedBoard } from '../../simulator/board';
import { Random } from '../../simulator/random';
import { BoardInVirtualTime } from '../support/board-in-virtual-time';
import { button } from '../support/firmata-bench';

/** Virtual time of one run, ms. */
const length = 60_000;

/** Lets a fault happen; what it returns ends it. */
const faults: readonly ((board: SimulatedBoard) => () => void)[] = [
  board => {
    board.reset();
    return () => {};
  },
  board => {
    board.hang();
    return () => board.revive();
  },
  board => {
    board.unplug();
    return () => board.plug();
  },
  board => {
    board.unplug({ ownPower: true });
    return () => board.plug();
  },
  board => {
    board.noise(0.3);
    return () => board.noise(0);
  },
  board => {
    board.delay(400);
    return () => board.delay(0);
  },
  board => {
    board.stick(2);
    return () => board.free(2);
  },
  board => {
    board.press(2, { times: 6, gap: 0.9 });
    return () => board.release(2);
  },
];

async function soak(seed: number): Promise<void> {
  const random = new Random(`firmata soak ${seed}`);
  const bench = new BoardInVirtualTime(() => random.unit());
  const { time, board, connection, limits } = bench;
  const run = (duration: number) => bench.run(duration);
  await board.start();
  const wiring = { ...button(2), debounce: 20, gestures: ['press' as const] };
  const line = new FirmataInput(connection, wiring, { time, limits });
  const device = new ButtonOnLine('next', { ...wiring, line, time });
  const output = new FirmataOutput(connection, { pin: 13, activeLow: false });
  const lamp = new LampOnLine('lamp', { line: output, conductor: new LampConductor(time) });
  await device.start(new AbortController().signal);
  await lamp.start(new AbortController().signal);
  lamp.show('on');
  while (time.monotonic() < length) {
    await run(random.unit() * 3000);
    const undo = faults[Math.floor(random.unit() * faults.length)]?.(board);
    await run(random.unit() * 3000);
    undo?.();
  }
  await run(12_000);

  assert.equal([device.status, lamp.status], [{ health: 'ok' }, { health: 'ok' }], `seed ${seed}`);
  assert.is(board.read(13), 'high', `seed ${seed}`);
  const before = device.counters.presses ?? 0;
  board.press(2);
  await run(100);
  board.release(2);
  await run(100);
  assert.is(device.counters.presses, before + 1, `seed ${seed}`);

  await device.stop();
  await lamp.stop();
  await board.stop();
  await run(5000);
  assert.equal(time.timers, [], `seed ${seed}`);
}

for (const seed of [1, 2, 3]) {
  test(`a minute of random faults, and then everything works as before (${seed})`, () => soak(seed));
}

test.run();
