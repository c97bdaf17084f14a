import type { Session } from './session';

/** Sysex commands and modes of the Firmata protocol (firmata/protocol, i2c.md). */
const command = { request: 0x76, config: 0x78 };
const write = 0;
const readOnce = 1 << 3;

interface Read {
  readonly address: number;
  readonly register: number;
  readonly count: number;
  readonly done: (bytes: Uint8Array | undefined) => void;
}

/** One bus for each life of a board, whichever device asks first. */
const buses = new WeakMap<Session, I2cReads>();

/**
 * The reads on the I2C bus of a board, one after the other. Of a device that is not there StandardFirmata says so in words, without its
 * address, and then answers with whatever its memory holds: only while a single read is open is it known whom the words mean.
 */
class I2cReads {
  readonly #session: Session;
  readonly #waiting: Read[] = [];
  #open: Read | undefined;
  #isSilent = false;
  readonly #onReply = (bytes: unknown) =>
    this.#end(this.#isSilent ? undefined : Uint8Array.from(bytes as number[]));

  static of(session: Session): I2cReads {
    const known = buses.get(session);
    if (known) return known;
    const reads = new I2cReads(session);
    buses.set(session, reads);
    session.on('string', text => reads.#hear(text));
    session.sysex([command.config, 0, 0]);
    return reads;
  }

  private constructor(session: Session) {
    this.#session = session;
  }

  /** A read takes the place of one of the same device that is still open or waits. */
  add(read: Read): void {
    const waiting = this.#waiting.findIndex(({ address }) => address === read.address);
    if (waiting >= 0) {
      const [replaced] = this.#waiting.splice(waiting, 1, read);
      replaced?.done(undefined);
      return;
    }
    this.#waiting.push(read);
    if (this.#open?.address === read.address) this.#end(undefined);
    else this.#next();
  }

  #next(): void {
    if (this.#open) return;
    const read = this.#waiting.shift();
    if (!read) return;
    const { address, register, count } = read;
    this.#open = read;
    this.#isSilent = false;
    this.#session.on(eventOf(read), this.#onReply);
    this.#session.sysex([command.request, address, readOnce, register, 0, count & 0x7f, count >> 7]);
  }

  #hear(text: unknown): void {
    if (typeof text === 'string' && text.startsWith('I2C:')) this.#isSilent = true;
  }

  #end(bytes: Uint8Array | undefined): void {
    const read = this.#open;
    if (!read) return;
    this.#open = undefined;
    this.#session.off(eventOf(read), this.#onReply);
    read.done(bytes);
    this.#next();
  }
}

function eventOf({ address, register }: Read): string {
  return `I2C-reply-${address}-${register}`;
}

/**
 * One device on the I2C bus of a board. By sysex commands, since johnny-five's own I2C calls keep every board that ever was in a table of
 * firmata-io.
 */
export class I2cDevice {
  readonly #session: Session;
  readonly #reads: I2cReads;
  readonly #address: number;

  constructor(session: Session, address: number) {
    this.#session = session;
    this.#reads = I2cReads.of(session);
    this.#address = address;
  }

  write(bytes: readonly number[]): void {
    const encoded = bytes.flatMap(byte => [byte & 0x7f, byte >> 7]);
    this.#session.sysex([command.request, this.#address, write, ...encoded]);
  }

  /** Tells what stands from a register (0-127) on; nothing if the device does not answer. A new read takes the place of an open one. */
  read(register: number, count: number, done: (bytes: Uint8Array | undefined) => void): void {
    this.#reads.add({ address: this.#address, register, count, done });
  }
}
