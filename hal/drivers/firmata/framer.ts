/** Messages of the Firmata protocol that a board sends (firmata/protocol, protocol.md). */
const message = { digital: 0x90, analog: 0xe0, version: 0xf9, sysexStart: 0xf0, sysexEnd: 0xf7 };

/** The longest that a board has to say is what its pins can do: a Mega needs some 700 bytes. */
const longestSysex = 2048;

/**
 * Cuts what a board sends into whole messages and throws everything else away: firmata-io takes any two bytes for the level of a port,
 * collects a sysex message without end for ever, and throws on answers about pins that do not exist.
 */
export class Framer {
  readonly #take: (message: Uint8Array) => void;
  #partial: number[] = [];
  /** Bytes thrown away. */
  garbage = 0;

  constructor(take: (message: Uint8Array) => void) {
    this.#take = take;
  }

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.#byte(byte);
  }

  #byte(byte: number): void {
    const [first] = this.#partial;
    if (first === undefined) {
      this.#begin(byte);
    } else if (byte < 0x80) {
      this.#partial.push(byte);
      if (first !== message.sysexStart && this.#partial.length === 3) this.#finish();
      else if (this.#partial.length > longestSysex) this.#discard();
    } else if (first === message.sysexStart && byte === message.sysexEnd) {
      this.#partial.push(byte);
      this.#finish();
    } else {
      this.#discard();
      this.#begin(byte);
    }
  }

  #begin(byte: number): void {
    const kind = byte < 0xf0 ? byte & 0xf0 : byte;
    const known =
      kind === message.digital ||
      kind === message.analog ||
      kind === message.version ||
      kind === message.sysexStart;
    if (known) this.#partial.push(byte);
    else this.garbage += 1;
  }

  #finish(): void {
    const whole = Uint8Array.from(this.#partial);
    this.#partial = [];
    this.#take(whole);
  }

  #discard(): void {
    this.garbage += this.#partial.length;
    this.#partial = [];
  }
}
