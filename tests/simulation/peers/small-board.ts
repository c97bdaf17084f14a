import type { Machine } from '../machine/machine';

const mode = { input: 0x00, output: 0x01, pullUp: 0x0b };
const pins = 20;

/** What a program has of a board: bytes, and the end. */
export interface BoardEnd {
  received(bytes: Buffer): void;
  lost(): void;
}

/**
 * A board with Firmata 2.5 as its protocol says (https://github.com/firmata/protocol), cheap enough for ten thousand days; whether drivers get on
 * with the program of a real board is shown with `simulator/board`, which emulates one.
 */
export class SmallBoard {
  readonly #machine: Machine;
  /** Told of each change of an output that can be seen, and whether the program at the other end asked for it. */
  onLight: (pin: number, isLit: boolean, isAsked: boolean) => void = () => {};
  isPlugged = true;
  #isHung = false;
  #isUp = false;
  #life = 0;
  #end: BoardEnd | undefined;
  #modes: number[] = [];
  #levels: number[] = [];
  readonly #pressed = new Set<number>();
  readonly #reported = new Set<number>();
  #input: number[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#forget();
  }

  isLit(pin: number): boolean {
    return this.#modes[pin] === mode.output && this.#levels[pin] === 1;
  }

  /** Whether it does what it is told. */
  get isWell(): boolean {
    return this.isPlugged && this.#isUp && !this.#isHung;
  }

  open(end: BoardEnd): void {
    this.#end = end;
    this.reset();
  }

  close(): void {
    this.#end = undefined;
  }

  /** Everything is forgotten; the program begins after the boot loader. */
  reset(): void {
    this.#isHung = false;
    this.#isUp = false;
    this.#forget();
    const life = ++this.#life;
    this.#machine.time.after(600 + this.#machine.random.unit() * 1500, 'boot loader', () => {
      if (life !== this.#life || !this.isPlugged) return;
      this.#isUp = true;
      this.#say([0xf9, 2, 5]);
      this.#firmware();
    });
  }

  hang(): void {
    this.#isHung = true;
  }

  unplug(): void {
    this.isPlugged = false;
    this.#isUp = false;
    this.#life += 1;
    this.#forget();
    const end = this.#end;
    this.#end = undefined;
    end?.lost();
  }

  plug(): void {
    this.isPlugged = true;
    this.#isHung = false;
  }

  press(pin: number): void {
    this.#pressed.add(pin);
    this.#report(pin >> 3);
  }

  release(pin: number): void {
    this.#pressed.delete(pin);
    this.#report(pin >> 3);
  }

  take(bytes: Uint8Array): void {
    if (!this.#isUp || this.#isHung) return;
    for (const byte of bytes) this.#byte(byte);
  }

  #byte(byte: number): void {
    const input = this.#input;
    const first = input[0];
    if (first === 0xf0) {
      if (byte !== 0xf7) {
        input.push(byte);
        return;
      }
      this.#input = [];
      this.#sysex(input.slice(1));
      return;
    }
    if (byte >= 0x80) this.#input = [byte];
    else input.push(byte);
    this.#command(this.#input);
  }

  #command(input: readonly number[]): void {
    const [first = 0, second, third] = input;
    const kind = first < 0xf0 ? first & 0xf0 : first;
    const done = () => {
      this.#input = [];
    };
    if (kind === 0xf9) {
      this.#say([0xf9, 2, 5]);
      done();
    } else if (kind === 0xff) {
      this.#forget();
      done();
    } else if (kind === 0xd0 && second !== undefined) {
      if (second === 1) this.#reported.add(first & 0x0f);
      else this.#reported.delete(first & 0x0f);
      this.#report(first & 0x0f);
      done();
    } else if (kind === 0xf4 && third !== undefined) {
      this.#set(second ?? 0, third, third === mode.pullUp ? 1 : 0);
      done();
    } else if (kind === 0xf5 && third !== undefined) {
      this.#write(second ?? 0, third);
      done();
    } else if (kind === 0x90 && third !== undefined) {
      const levels = (second ?? 0) | (third << 7);
      for (let bit = 0; bit < 8; bit++) this.#write((first & 0x0f) * 8 + bit, (levels >> bit) & 1);
      done();
    } else if ((kind === 0xc0 && second !== undefined) || third !== undefined) done();
  }

  #sysex([command, ...data]: readonly number[]): void {
    if (command === 0x79) this.#firmware();
    else if (command === 0x6b) {
      const modes = [mode.input, 1, mode.pullUp, 1, mode.output, 1, 0x7f];
      const all = Array.from({ length: pins }, (_, pin) => (pin < 2 ? [0x7f] : modes));
      this.#say([0xf0, 0x6c, ...all.flat(), 0xf7]);
    } else if (command === 0x69) {
      this.#say([0xf0, 0x6a, ...Array.from({ length: pins }, () => 0x7f), 0xf7]);
    } else if (command === 0x6d) {
      const [pin = 0] = data;
      this.#say([0xf0, 0x6e, pin, this.#modes[pin] ?? 0, this.#levels[pin] ?? 0, 0xf7]);
    }
  }

  #firmware(): void {
    this.#say([0xf0, 0x79, 2, 5, 0x53, 0, 0xf7]);
  }

  #write(pin: number, level: number): void {
    if (pin < pins && this.#modes[pin] !== undefined) this.#set(pin, this.#modes[pin] ?? 0, level);
  }

  #set(pin: number, newMode: number, level: number): void {
    const before = this.isLit(pin);
    this.#modes[pin] = newMode;
    this.#levels[pin] = level;
    if (this.isLit(pin) !== before) this.onLight(pin, !before, true);
    if (newMode !== mode.output) this.#report(pin >> 3);
  }

  #forget(): void {
    for (let pin = 0; pin < pins; pin++) if (this.isLit(pin)) this.onLight(pin, false, false);
    this.#modes = Array.from({ length: pins }, () => mode.input);
    this.#levels = Array.from({ length: pins }, () => 0);
    this.#reported.clear();
    this.#input = [];
  }

  /** Inputs of a port of eight, with pull-ups. */
  #report(port: number): void {
    if (!this.#reported.has(port) || this.#isHung) return;
    let levels = 0;
    for (let bit = 0; bit < 8; bit++) {
      const pin = port * 8 + bit;
      const isHigh = this.#modes[pin] !== mode.output && this.#levels[pin] === 1 && !this.#pressed.has(pin);
      if (isHigh) levels |= 1 << bit;
    }
    this.#say([0x90 | port, levels & 0x7f, levels >> 7]);
  }

  #say(bytes: readonly number[]): void {
    const end = this.#end;
    if (!end || !this.#isUp || this.#isHung) return;
    this.#machine.time.after(1, 'usb', () => {
      if (this.#end === end) end.received(Buffer.from(bytes));
    });
  }
}
