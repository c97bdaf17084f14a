import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { BoardConnection } from '../../../hal/drivers/firmata/board-connection';
import { I2cDevice } from '../../../hal/drivers/firmata/i2c';
import { FirmataInput } from '../../../hal/drivers/firmata/input';
import { defaultLimits } from '../../../hal/drivers/firmata/limits';
import { FirmataOutput } from '../../../hal/drivers/firmata/output';
import { SegmentDisplay } from '../../../hal/drivers/firmata/segment-display';
import type { Session } from '../../../hal/drivers/firmata/session';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const connection = {
  claim: () => true,
  join: () => {},
  leave: async () => {},
} as unknown as BoardConnection;

/** One life of a board as its lines see it; a test says what the board tells. */
class ScriptedSession extends EventEmitter {
  readonly sent: (readonly number[])[] = [];
  /** Whether its pins can be read and written. */
  serves = true;
  #settled = () => {};

  sysex(bytes: readonly number[]): void {
    this.sent.push(bytes);
  }

  canRead(): boolean {
    return this.serves;
  }

  canWrite(): boolean {
    return this.serves;
  }

  readInput(): void {}

  openOutput(): () => void {
    return () => {};
  }

  whenReported(run: () => void): void {
    this.#settled = run;
  }

  /** The board has answered what it was asked. */
  settle(): void {
    this.#settled();
  }

  get asSession(): Session {
    return this as unknown as Session;
  }
}

/** Reads of one byte from a device on the bus, what came of each as one line. */
function readsOn(session: ScriptedSession) {
  const told: string[] = [];
  const read = (address: number, name: string) =>
    new I2cDevice(session.asSession, address).read(0, 1, bytes => told.push(`${name} ${bytes ?? 'nothing'}`));
  return { told, read };
}

test('a read takes the place of one of the same device, whether that is open or still waits', () => {
  const session = new ScriptedSession();
  const { told, read } = readsOn(session);
  read(0x70, 'open');
  read(0x71, 'waiting');
  read(0x71, 'instead');
  assert.equal(told, ['waiting nothing']);
  read(0x70, 'anew');
  assert.equal(told, ['waiting nothing', 'open nothing']);
  session.emit('I2C-reply-113-0', [7]);
  session.emit('I2C-reply-112-0', [8]);
  assert.equal(told.slice(2), ['instead 7', 'anew 8']);
});

test('only what the board says of its bus makes a read one without an answer', () => {
  const session = new ScriptedSession();
  const { told, read } = readsOn(session);
  read(0x70, 'first');
  for (const said of ['Hello', 7]) session.emit('string', said);
  session.emit('I2C-reply-112-0', [1]);
  read(0x70, 'second');
  session.emit('string', 'I2C: Too few bytes received');
  session.emit('I2C-reply-112-0', [1]);
  assert.equal(told, ['first 1', 'second nothing']);
});

test('an input of a board that said nothing of it is low, and one that was lost meanwhile is not begun', () => {
  const time = new VirtualTime();
  const wiring = { pin: 4, pullUp: true, activeLow: true };
  const input = new FirmataInput(connection, wiring, { time, limits: defaultLimits });
  const session = new ScriptedSession();
  input.attached(session.asSession);
  time.advance(defaultLimits.settle);
  session.settle();
  assert.is(input.active, true);
  assert.is(input.status.health, 'ok');
  input.attached(session.asSession);
  time.advance(defaultLimits.settle);
  input.detached({ health: 'failed', code: 'board-lost' });
  session.settle();
  assert.is(input.active, undefined);
  assert.is(input.status.code, 'board-lost');
});

test('a pin that the board cannot use so is said to be unusable', () => {
  const session = new ScriptedSession();
  session.serves = false;
  const output = new FirmataOutput(connection, { pin: 4, activeLow: false });
  output.attached(session.asSession);
  assert.equal(output.status, { health: 'failed', code: 'board-pin-unusable', detail: 'pin 4' });
});

test('a display shows what its board warns of when it answers, and what it showed is put right', () => {
  const time = new VirtualTime();
  const settings = { connection, address: 0x70, digits: 4, brightness: 15, time };
  const display = new SegmentDisplay('number', settings);
  const session = new ScriptedSession();
  display.warned(['board-garbage']);
  assert.is(display.status.code, 'device-not-started');
  display.attached(session.asSession);
  const blank = new Array<number>(8).fill(0);
  session.emit('I2C-reply-112-0', blank);
  assert.equal(display.status, { health: 'ok', warnings: ['board-garbage'] });
  const writes = session.sent.length;
  time.advance(800);
  session.emit('I2C-reply-112-0', blank.with(0, 1));
  assert.is(display.counters.rewrites, 1);
  assert.ok(session.sent.length > writes + 1);
  display.detached({ health: 'failed', code: 'board-lost' });
  assert.equal(time.timers, []);
});

test.run();
