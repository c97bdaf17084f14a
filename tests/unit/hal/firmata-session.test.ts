import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/firmata/limits';
import { Session } from '../../../hal/drivers/firmata/session';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A board of ten pins that speaks just enough Firmata, and whose memory a test can take away. */
class ScriptedBoard {
  readonly modes = new Array<number>(10).fill(1);
  readonly levels = new Array<number>(10).fill(0);
  answers = true;
  deaf = false;
  reply: (bytes: Uint8Array) => void = () => {};

  announce(): void {
    this.#say(0xf9, 2, 4);
    this.#say(0xf0, 0x79, 2, 4, 0x41, 0, 0xf7);
  }

  forget(): void {
    this.modes.fill(1);
    this.levels.fill(0);
  }

  receive(bytes: Uint8Array): void {
    const [first = 0, second = 0, third = 0] = bytes;
    if (this.deaf) return;
    if (first === 0xf9) this.#say(0xf9, 2, 4);
    else if (first === 0xff) this.forget();
    else if (first === 0xf4) this.modes[second] = third;
    else if (first === 0x90) for (let pin = 0; pin < 7; pin++) this.levels[pin] = (second >> pin) & 1;
    else if (first === 0xf0) this.#sysex(second, third);
  }

  #sysex(command: number, pin: number): void {
    if (command === 0x79) this.#say(0xf0, 0x79, 2, 4, 0x41, 0, 0xf7);
    else if (command === 0x6b) this.#say(0xf0, 0x6c, ...this.modes.flatMap(() => [0, 1, 1, 1, 0x7f]), 0xf7);
    else if (command === 0x69) this.#say(0xf0, 0x6a, ...this.modes.map(() => 0x7f), 0xf7);
    else if (command === 0x6d) this.#say(0xf0, 0x6e, pin, this.modes[pin] ?? 0, this.levels[pin] ?? 0, 0xf7);
  }

  #say(...bytes: number[]): void {
    if (this.answers) this.reply(Uint8Array.from(bytes));
  }
}

function meet() {
  const time = new VirtualTime();
  const board = new ScriptedBoard();
  const log: string[] = [];
  const session = new Session(bytes => board.receive(bytes), {
    time,
    limits: defaultLimits,
    listener: {
      ready: () => log.push('ready'),
      garbage: bytes => log.push(`garbage ${bytes}`),
      over: code => log.push(code),
    },
  });
  board.reply = bytes => session.receive(bytes);
  session.start();
  return { time, board, log, session };
}

test('a board that announces itself is ready at once', () => {
  const { board, log, session } = meet();
  board.announce();
  assert.equal(log, ['ready']);
  session.stop();
});

test('a board that was on already is asked, and ready after half a second', async () => {
  const { time, log, session } = meet();
  await time.advance(600);
  assert.equal(log, ['ready']);
  session.stop();
});

test('something that never speaks Firmata is given up after its time', async () => {
  const { time, board, log } = meet();
  board.answers = false;
  await time.advance(defaultLimits.handshake + 1);
  assert.equal(log, ['board-silent']);
});

test('a board that answers stays', async () => {
  const { time, board, log, session } = meet();
  board.announce();
  session.readInput(2, true, () => {});
  const write = session.openOutput(3, true);
  await time.advance(5000);
  write(false);
  await time.advance(5000);
  assert.equal(log, ['ready']);
  session.stop();
});

test('a board that hangs is over within two seconds', async () => {
  const { time, board, log } = meet();
  board.announce();
  await time.advance(5001);
  board.answers = false;
  await time.advance(2000);
  assert.equal(log, ['ready', 'board-silent']);
});

test('a board that announces itself again was reset', () => {
  const { board, log } = meet();
  board.announce();
  board.announce();
  assert.equal(log, ['ready', 'board-reset']);
});

test('a board that forgot everything without a word is found out by what it says of its pins', async () => {
  const { time, board, log, session } = meet();
  board.announce();
  session.openOutput(3, true);
  session.readInput(2, true, () => {});
  await time.advance(3000);
  board.forget();
  await time.advance(1500);
  assert.equal(log, ['ready', 'board-reset']);
});

test('a board that does not take what it is told is found out, though it answers', async () => {
  const { time, board, log, session } = meet();
  board.announce();
  const write = session.openOutput(3, false);
  await time.advance(1000);
  const { receive } = board;
  board.receive = bytes => (bytes[0] === 0x90 ? undefined : receive.call(board, bytes));
  write(true);
  await time.advance(1000);
  assert.equal(log, ['ready', 'board-reset']);
});

test('an input with a pull-up keeps it when an output beside it is written while it is low', () => {
  const { board, session } = meet();
  board.announce();
  session.readInput(2, true, () => {});
  const write = session.openOutput(3, false);
  session.receive(Uint8Array.of(0x90, 0, 0));
  write(true);
  assert.is(board.levels[2], 1);
  session.stop();
});

test('answers of a bus that nobody asked about are garbage, and say nothing on the console of the box', () => {
  const { board, log, session } = meet();
  board.announce();
  const said: unknown[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => said.push(...words);
  try {
    session.receive(Uint8Array.from([0xf0, 0x73, 0x43, 2, ...new Array<number>(10).fill(0x55), 0xf7]));
  } finally {
    console.error = error;
  }
  assert.equal(said, []);
  assert.equal(log, ['ready', 'garbage 15']);
  session.stop();
});

test('answers about pins that do not exist are garbage, not a crash', () => {
  const { board, log, session } = meet();
  board.announce();
  session.receive(Uint8Array.of(0xf0, 0x6e, 99, 1, 1, 0xf7));
  session.receive(Uint8Array.of(0xf0, 0x6a, ...new Array<number>(30).fill(1), 0xf7));
  assert.equal(log, ['ready', 'garbage 6', 'garbage 33']);
  session.stop();
});

test('what is left of a session that is over does nothing', async () => {
  const { time, board, log, session } = meet();
  board.announce();
  session.readInput(4, false, () => log.push('level'));
  const write = session.openOutput(3, false);
  session.stop();
  const before = [...board.levels];
  write(true);
  session.sysex([0x79]);
  board.announce();
  await time.advance(5000);
  assert.equal(board.levels, before);
  assert.equal(log, ['ready']);
});

test.run();
