import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { PseudoTerminal } from './pseudo-terminal';

/** One program at the other end of the board's wire. */
export interface Wire {
  /** Bytes for the board. */
  write(bytes: Uint8Array): void;
  close(): void;
}

export interface WireEnd {
  received(bytes: Uint8Array): void;
  /** The board was unplugged. */
  lost(): void;
}

/**
 * The USB cable with the serial chip at its end. In a file system it is a pseudo-terminal behind a symbolic link, as udev makes one under
 * /dev/serial/by-id; within a process it is a pair of calls. One program at a time, as on a locked port.
 */
export class Cable {
  readonly #link: string | undefined;
  #terminal: PseudoTerminal | undefined;
  #end: WireEnd | undefined;
  #plugged = false;

  constructor(link: string | undefined) {
    this.#link = link;
  }

  get isOpen(): boolean {
    return this.#end !== undefined || this.#terminal?.isOpen === true;
  }

  get isPlugged(): boolean {
    return this.#plugged;
  }

  /** What the kernel calls it now. */
  get device(): string | undefined {
    return this.#terminal?.device;
  }

  plug(): void {
    this.#plugged = true;
    if (this.#link === undefined) return;
    this.#terminal = this.#underAnotherName(this.#terminal?.device);
    symlinkSync(this.#terminal.device, `${this.#link}.new`);
    renameSync(`${this.#link}.new`, this.#link);
  }

  /** The kernel gives the lowest free number, which may be the one before. */
  #underAnotherName(before: string | undefined): PseudoTerminal {
    const first = new PseudoTerminal();
    if (first.device !== before) return first;
    const second = new PseudoTerminal();
    first.close();
    return second;
  }

  unplug(): void {
    this.#plugged = false;
    const end = this.#end;
    this.#end = undefined;
    end?.lost();
    this.#terminal?.close();
    if (this.#link !== undefined) rmSync(this.#link, { force: true });
  }

  /** @throws Error when it is not plugged in or in use */
  connect(end: WireEnd, write: (bytes: Uint8Array) => void): Wire {
    if (!this.#plugged) throw new Error('not plugged in');
    if (this.#end) throw new Error('in use');
    this.#end = end;
    const isOurs = () => this.#end === end;
    return {
      write: bytes => {
        if (isOurs()) write(bytes);
      },
      close: () => {
        if (isOurs()) this.#end = undefined;
      },
    };
  }

  /** What came through the file system since the last time. */
  read(): Uint8Array {
    return this.#terminal?.read() ?? new Uint8Array();
  }

  write(bytes: Uint8Array): void {
    if (!this.#plugged) return;
    this.#end?.received(bytes);
    this.#terminal?.write(bytes);
  }
}
