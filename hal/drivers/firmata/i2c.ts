import type { Session } from './session';

/** Sysex commands and modes of the Firmata protocol (firmata/protocol, i2c.md). */
const command = { request: 0x76, config: 0x78 };
const write = 0;
const readOnce = 1 << 3;

/**
 * One device on the I2C bus of a board. By sysex commands, since johnny-five's own I2C calls keep every board that ever was in a table of
 * firmata-io.
 */
export class I2cDevice {
  readonly #session: Session;
  readonly #address: number;
  #reading: { readonly event: string; readonly done: (bytes: Uint8Array | undefined) => void } | undefined;
  readonly #onReply = (bytes: unknown) => this.#end(Uint8Array.from(bytes as number[]));
  readonly #onString = (text: unknown) => {
    // A device that is not there: StandardFirmata says so in words, and then sends whatever its memory holds.
    if (typeof text === 'string' && text.startsWith('I2C:')) this.#end(undefined);
  };

  constructor(session: Session, address: number) {
    this.#session = session;
    this.#address = address;
    session.on('string', this.#onString);
    session.sysex([command.config, 0, 0]);
  }

  write(bytes: readonly number[]): void {
    const encoded = bytes.flatMap(byte => [byte & 0x7f, byte >> 7]);
    this.#session.sysex([command.request, this.#address, write, ...encoded]);
  }

  /** Tells what stands from a register (0-127) on; nothing if the device does not answer. A new read takes the place of an open one. */
  read(register: number, count: number, done: (bytes: Uint8Array | undefined) => void): void {
    this.#end(undefined);
    const event = `I2C-reply-${this.#address}-${register}`;
    this.#reading = { event, done };
    this.#session.on(event, this.#onReply);
    this.#session.sysex([command.request, this.#address, readOnce, register, 0, count & 0x7f, count >> 7]);
  }

  #end(bytes: Uint8Array | undefined): void {
    const reading = this.#reading;
    if (!reading) return;
    this.#reading = undefined;
    this.#session.off(reading.event, this.#onReply);
    reading.done(bytes);
  }
}
