import { EventEmitter } from 'node:events';

/** What we use of `firmata-io`. It brings no types. */
interface FirmataIo extends EventEmitter {
  readonly pins: readonly { readonly supportedModes: readonly number[]; mode?: number; state?: number }[];
  /** Levels that are sent with each write, eight pins a byte. */
  readonly ports: number[];
  readonly reportVersionTimeoutId: NodeJS.Timeout;
  reset(): void;
}

/** What we use of johnny-five's `Board`. It brings no types. */
interface FiveBoard extends EventEmitter {
  readonly pins: { isInput(pin: number): boolean; isOutput(pin: number): boolean };
  readonly timer: NodeJS.Timeout | null;
  pinMode(pin: number, mode: number): void;
  digitalWrite(pin: number, level: 0 | 1): void;
  digitalRead(pin: number, report: (level: 0 | 1) => void): void;
  sysexCommand(message: readonly number[]): void;
}

interface JohnnyFive {
  readonly Board: {
    new (options: { io: FirmataIo; repl: false; debug: false; sigint: false }): FiveBoard;
    readonly cache: FiveBoard[];
  };
}

/** firmata-io's side of a wire. */
class Transport extends EventEmitter {
  readonly isOpen = true;
  readonly #send: (bytes: Uint8Array) => void;

  constructor(send: (bytes: Uint8Array) => void) {
    super();
    this.#send = send;
  }

  write(bytes: Uint8Array, done?: () => void): void {
    this.#send(bytes);
    done?.();
  }
}

export interface Five {
  readonly board: FiveBoard;
  readonly io: FirmataIo;
  /** One whole message from the board. @throws whatever the library throws at a message that it cannot take */
  receive(message: Uint8Array): void;
  /** Undoes what the libraries leave behind in the process. */
  dispose(): void;
}

/**
 * johnny-five on firmata-io for one life of one board, loaded with the first. Kept from what it does to a whole process: no REPL on
 * standard input, no console, no handler of SIGINT that ends the process, no timers of its own, no entry in its list of boards.
 */
export function openFive(send: (bytes: Uint8Array) => void): Five {
  const { Board }: JohnnyFive = require('johnny-five');
  const { Firmata }: { Firmata: new (transport: EventEmitter) => FirmataIo } = require('firmata-io');
  const transport = new Transport(send);
  const io = new Firmata(transport);
  // It would ask for the version after 5 s by the real clock; the session asks by its own.
  clearTimeout(io.reportVersionTimeoutId);
  const board = new Board({ io, repl: false, debug: false, sigint: false });
  // Both report some things as `error` events, which end a process that does not listen.
  io.on('error', () => {});
  board.on('error', () => {});
  transport.emit('open');
  // And this one declares an error after 10 s by the real clock.
  clearTimeout(board.timer ?? undefined);
  return {
    board,
    io,
    receive: message => transport.emit('data', message),
    dispose: () => {
      const { cache } = Board;
      cache.splice(cache.indexOf(board), 1);
      transport.removeAllListeners();
      io.removeAllListeners();
      board.removeAllListeners();
    },
  };
}
