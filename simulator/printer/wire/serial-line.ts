import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { Duplex } from 'node:stream';
import type { Time, Timer } from '../../../hal/platform/time';
import { PseudoTerminal } from '../../board/pseudo-terminal';

export interface SerialLineOptions {
  readonly time: Time;
  /** The printer's end; see `SimulatedPrinter.attach`. */
  readonly attach: (end: Duplex) => () => void;
  /** A symbolic link to the device, as udev makes one under /dev/serial/by-id. */
  readonly link: string;
  /** The line moves no more than a tenth of this in bytes per second; as fast as can be when absent. */
  readonly baud?: number;
  /** The printer says XOFF when it can take no more and XON when it can again; else it holds the line back without a word. */
  readonly xonXoff?: boolean;
}

const XON = Uint8Array.of(0x11);
const XOFF = Uint8Array.of(0x13);

/** Milliseconds between two looks at the line. */
const look = 2;

/** Bytes that the printer's serial chip takes after it has said that it can take no more. */
const margin = 64;

/**
 * A cable from a program to a simulated printer: a pseudo-terminal behind a symbolic link, without a helper process. Stands for a serial
 * line, and for the kernel's USB printer device where no such device can be had. Can be unplugged, and comes back under another name.
 */
export class SerialLine {
  readonly #options: SerialLineOptions;
  #terminal?: PseudoTerminal;
  #end?: Duplex;
  #detach?: () => void;
  #looking?: Timer;
  #inbox: Uint8Array = new Uint8Array();
  #movedAt = 0;
  #isFull = false;
  #isHeld = false;
  #saidFull = false;
  /** Bytes that came although the printer had said XOFF and had no room any more. */
  overrun = 0;

  constructor(options: SerialLineOptions) {
    this.#options = options;
  }

  /** What the kernel calls it now, such as `/dev/pts/7`. */
  get device(): string | undefined {
    return this.#terminal?.device;
  }

  /** @throws Error if the machine has no pseudo-terminals to give */
  plug(): void {
    if (this.#terminal) return;
    const { link, time, attach } = this.#options;
    this.#terminal = new PseudoTerminal();
    this.#end = this.#printerEnd();
    this.#detach = attach(this.#end);
    this.#movedAt = time.monotonic();
    this.#looking = time.every(look, 'serial line', () => this.#move());
    symlinkSync(this.#terminal.device, `${link}.new`);
    renameSync(`${link}.new`, link);
  }

  /** The program sees its device hung up and the link gone. */
  unplug(): void {
    const terminal = this.#terminal;
    if (!terminal) return;
    this.#terminal = undefined;
    this.#looking?.cancel();
    this.#inbox = new Uint8Array();
    this.#isFull = false;
    this.#saidFull = false;
    this.#detach?.();
    terminal.close();
    rmSync(this.#options.link, { force: true });
  }

  /** The printer takes nothing, as when it is offline or its buffer is full, until it is told otherwise. */
  holdBack(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#tellFlow();
  }

  get #holdsBack(): boolean {
    return this.#isFull || this.#isHeld;
  }

  #tellFlow(): void {
    if (this.#holdsBack === this.#saidFull) return;
    this.#saidFull = this.#holdsBack;
    if (this.#options.xonXoff) this.#terminal?.write(this.#saidFull ? XOFF : XON);
  }

  #fill(isFull: boolean): void {
    this.#isFull = isFull;
    this.#tellFlow();
  }

  #printerEnd(): Duplex {
    return new Duplex({
      readableHighWaterMark: margin,
      read: () => this.#fill(false),
      write: (bytes: Buffer, _encoding, done) => {
        this.#terminal?.write(bytes);
        done();
      },
      // The printer itself breaks the connection: its USB plug comes out.
      destroy: (_error, done) => {
        this.unplug();
        done(null);
      },
    });
  }

  #move(): void {
    const { time, baud } = this.#options;
    const now = time.monotonic();
    const most =
      baud === undefined ? Number.POSITIVE_INFINITY : Math.floor(((now - this.#movedAt) * baud) / 10_000);
    if (most < 1) return;
    this.#movedAt = now;
    let moved = 0;
    while (moved < most && !(this.#holdsBack && !this.#options.xonXoff)) {
      if (this.#inbox.length === 0) this.#inbox = this.#terminal?.read() ?? this.#inbox;
      if (this.#inbox.length === 0 || !this.#end) return;
      const part = this.#inbox.subarray(0, most - moved);
      this.#inbox = this.#inbox.subarray(part.length);
      moved += part.length;
      if (this.#holdsBack) this.overrun += part.length;
      if (!this.#end.push(part)) this.#fill(true);
    }
  }
}
