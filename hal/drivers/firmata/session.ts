import type { CatalogueCode } from '../../platform/catalogue';
import { messageOf } from '../../platform/error';
import type { Time, Timer } from '../../platform/time';
import { Framer } from './framer';
import { type Five, openFive } from './johnny-five';
import type { Limits } from './limits';
import { Rounds } from './rounds';

/** Pin modes of the Firmata protocol. */
const mode = { input: 0x00, output: 0x01 };

const command = { reportVersion: 0xf9, queryFirmware: 0x79, pinState: 0x6d, oneWire: 0x73 };

const sysexStart = 0xf0;

export interface SessionListener {
  /** The board has told what it can do and waits to be set up. */
  ready(): void;
  garbage(bytes: number): void;
  /** This life of the board is over: `board-silent` or `board-reset`. Once; nothing follows. */
  over(code: CatalogueCode, detail: string): void;
}

/** What the board must say of a pin that was set up. */
interface Watched {
  readonly pin: number;
  readonly mode: number;
  readonly level?: () => 0 | 1;
}

interface Question {
  readonly pin?: number;
  readonly mode?: number;
  readonly level?: 0 | 1;
}

/**
 * The conversation with one life of one board, from its announcement to its silence or reset. Asks all the time how a pin is set up, one
 * after the other: no answer is a hung board, another answer is a board that has forgotten everything, even if its announcement was lost.
 */
export class Session {
  readonly #send: (bytes: Uint8Array) => void;
  readonly #time: Time;
  readonly #limits: Limits;
  readonly #listener: SessionListener;
  readonly #five: Five;
  readonly #framer: Framer;
  readonly #timers: Timer[] = [];
  readonly #watched: Watched[] = [];
  readonly #pullUps = new Set<number>();
  readonly #rounds = new Rounds(() => this.sysex([command.queryFirmware]));
  #next = 0;
  #asked: Question[] = [];
  #over = false;

  constructor(
    send: (bytes: Uint8Array) => void,
    { time, limits, listener }: { time: Time; limits: Limits; listener: SessionListener },
  ) {
    this.#send = send;
    this.#time = time;
    this.#limits = limits;
    this.#listener = listener;
    this.#five = openFive(send);
    this.#framer = new Framer(message => this.#take(message));
  }

  start(): void {
    const { askEvery, handshake } = this.#limits;
    this.#five.board.once('ready', () => this.#ready());
    const ask = this.#time.every(askEvery, 'board handshake', () => {
      this.#send(Uint8Array.of(command.reportVersion));
      this.sysex([command.queryFirmware]);
    });
    const giveUp = this.#time.after(handshake, 'board handshake', () =>
      this.#end('board-silent', 'no Firmata'),
    );
    this.#timers.push(ask, giveUp);
  }

  /** Tells the listener nothing more. */
  stop(): void {
    this.#over = true;
    for (const timer of this.#timers.splice(0)) timer.cancel();
    this.#five.dispose();
  }

  receive(bytes: Uint8Array): void {
    if (this.#over) return;
    const before = this.#framer.garbage;
    this.#framer.receive(bytes);
    const garbage = this.#framer.garbage - before;
    if (garbage > 0 && !this.#over) this.#listener.garbage(garbage);
  }

  // — What devices on the board use, from `ready` on —

  canRead(pin: number): boolean {
    return this.#five.board.pins.isInput(pin);
  }

  canWrite(pin: number): boolean {
    return this.#five.board.pins.isOutput(pin);
  }

  /** Sets an input up; `report` is told its level each time any pin of its group of eight changes. */
  readInput(pin: number, pullUp: boolean, report: (high: boolean) => void): void {
    const { board } = this.#five;
    board.pinMode(pin, mode.input);
    // Firmata before 2.5 has no mode for this: writing high to an input switches its pull-up on.
    if (pullUp) {
      this.#pullUps.add(pin);
      this.#write(pin, 1);
    }
    board.digitalRead(pin, level => report(level === 1));
    this.#watch({ pin, mode: mode.input });
  }

  /** Calls `done` when what the inputs that were set up are at has been reported; never, if the session ends before. */
  whenReported(done: () => void): void {
    this.#rounds.wait(done);
  }

  /** Sets an output up and returns how to write to it. */
  openOutput(pin: number, high: boolean): (high: boolean) => void {
    let level: 0 | 1 = high ? 1 : 0;
    this.#five.board.pinMode(pin, mode.output);
    this.#write(pin, level);
    this.#watch({ pin, mode: mode.output, level: () => level });
    return value => {
      level = value ? 1 : 0;
      if (!this.#over) this.#write(pin, level);
    };
  }

  sysex(message: readonly number[]): void {
    if (!this.#over) this.#five.board.sysexCommand(message);
  }

  /** Events of firmata-io, such as `I2C-reply-112-0` and `string`. They end with the session. */
  on(event: string, listener: (value: unknown) => void): void {
    this.#five.io.on(event, listener);
  }

  off(event: string, listener: (value: unknown) => void): void {
    this.#five.io.off(event, listener);
  }

  /**
   * A write carries the levels of eight pins. Of the inputs among them firmata-io sends what it last read, and a board with Firmata
   * before 2.5 takes a low for "pull-up off": a lamp that is switched while a button beside it is down would make the button deaf.
   */
  #write(pin: number, level: 0 | 1): void {
    const { board, io } = this.#five;
    for (const other of this.#pullUps) {
      const port = other >> 3;
      io.ports[port] = (io.ports[port] ?? 0) | (1 << (other & 7));
    }
    board.digitalWrite(pin, level);
  }

  #take(message: Uint8Array): void {
    if (this.#over) return;
    // Nobody asks for it, and firmata-io writes to the console what it thinks of it.
    if (message[1] === command.oneWire && message[0] === sysexStart) {
      this.#listener.garbage(message.length);
      return;
    }
    try {
      this.#five.receive(message);
    } catch (error) {
      this.#listener.garbage(message.length);
      if (!(error instanceof TypeError)) this.#end('board-silent', messageOf(error));
    }
  }

  #ready(): void {
    for (const timer of this.#timers.splice(0)) timer.cancel();
    const { io } = this.#five;
    // A board that was not reset by the opening of its port may still do what it was told before.
    io.reset();
    io.on('reportversion', () => this.#end('board-reset', 'it announced itself'));
    io.on('queryfirmware', () => {
      this.#answered(undefined);
      this.#rounds.answered();
    });
    this.#timers.push(this.#time.every(this.#limits.heartbeat, 'board heartbeat', () => this.#beat()));
    this.#listener.ready();
  }

  #beat(): void {
    if (this.#asked.length >= this.#limits.unanswered) {
      this.#end('board-silent', 'no answer');
    } else {
      this.#rounds.again();
      this.#ask(this.#watched[this.#next++ % Math.max(1, this.#watched.length)]);
    }
  }

  #ask(watched: Watched | undefined): void {
    if (watched) {
      const { pin, mode, level } = watched;
      this.#asked.push({ pin, mode, level: level?.() });
      this.sysex([command.pinState, pin]);
    } else {
      this.#asked.push({});
      this.sysex([command.queryFirmware]);
    }
  }

  #watch(watched: Watched): void {
    this.#watched.push(watched);
    this.#five.io.on(`pin-state-${watched.pin}`, () => this.#answered(watched.pin));
  }

  /** Answers come in the order of the questions, and tell how things stood then. */
  #answered(pin: number | undefined): void {
    const index = this.#asked.findIndex(question => question.pin === pin);
    const question = this.#asked[index];
    if (!question) return;
    this.#asked = this.#asked.slice(index + 1);
    if (pin === undefined) return;
    const state = this.#five.io.pins[pin];
    const forgotten =
      state?.mode !== question.mode || (question.level !== undefined && state?.state !== question.level);
    if (forgotten) this.#end('board-reset', `pin ${pin} is not as it was set up`);
  }

  #end(code: CatalogueCode, detail: string): void {
    if (this.#over) return;
    this.stop();
    this.#listener.over(code, detail);
  }
}
