import { EventEmitter } from 'node:events';
import Module from 'node:module';
import type { SmallBoard } from '../peers/small-board';
import { running } from './world';

/** What the product uses of the package `serialport`, with one board plugged in. */
class MachinePort extends EventEmitter {
  static boardNow: () => SmallBoard;
  static list = async () =>
    MachinePort.boardNow().isPlugged ? [{ path: '/dev/ttyACM0', vendorId: '2341', productId: '0043' }] : [];
  isOpen = false;
  #board: SmallBoard | undefined;

  open(done: (error: Error | null) => void): void {
    const machine = running.getStore();
    if (!machine) throw new Error('a port outside of any machine');
    const board = MachinePort.boardNow();
    machine.time.after(2, 'open port', () => {
      if (!board.isPlugged) return done(new Error('No such file or directory, cannot open'));
      this.isOpen = true;
      this.#board = board;
      board.open({
        received: bytes => machine.do(() => this.emit('data', bytes)),
        lost: () =>
          machine.do(() => {
            this.isOpen = false;
            this.emit('close', new Error('device disconnected'));
          }),
      });
      done(null);
    });
  }

  write(bytes: Buffer): boolean {
    const machine = running.getStore();
    machine?.step();
    if (machine?.isDead !== true && this.isOpen) this.#board?.take(bytes);
    return true;
  }

  flush(done: () => void): void {
    setImmediate(done);
  }

  close(done: () => void): void {
    this.isOpen = false;
    this.#board?.close();
    this.emit('close', null);
    setImmediate(done);
  }
}

/** Puts the board of the world in the place of what is plugged into the machine. */
export function replaceSerial(boardNow: () => SmallBoard): void {
  MachinePort.boardNow = boardNow;
  replaceModule('serialport', { SerialPort: MachinePort });
  // The product turns it off; merely loaded, Node's own console slows every event of the process down (`node:domain`).
  replaceModule('johnny-five/lib/repl', class {});
}

/** A program that was killed could not take its boards out of the list that johnny-five keeps for a process; each holds a whole box. */
export function forgetBoards(): void {
  const five = require.cache[require.resolve('johnny-five')]?.exports as
    | { Board: { cache: unknown[] } }
    | undefined;
  five?.Board.cache.splice(0);
}

function replaceModule(name: string, exports: unknown): void {
  const path = require.resolve(name);
  const replaced = new Module(path);
  replaced.exports = exports;
  replaced.loaded = true;
  require.cache[path] = replaced;
}
