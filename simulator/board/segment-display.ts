import { EventEmitter } from 'node:events';
import type { I2cPeripheral } from './i2c-bus';

/** Commands of the HT16K33 by their high four bits (Holtek HT16K33 datasheet, "Command Summary"). */
const command = { data: 0x0, system: 0x2, display: 0x8, dimming: 0xe };

/** 16 rows of 8 segments. */
const ramSize = 16;

/** Lit segments of a fourteen-segment digit, by bit: a-g2 around, h-n inside, dp. Written from a drawing of the module, not from a driver. */
const shapes: ReadonlyMap<number, string> = new Map(
  Object.entries({
    ' ': 0x0000,
    '-': 0x00c0,
    '0': 0x0c3f,
    '1': 0x0006,
    '2': 0x00db,
    '3': 0x008f,
    '4': 0x00e6,
    '5': 0x2069,
    '6': 0x00fd,
    '7': 0x0007,
    '8': 0x00ff,
    '9': 0x00ef,
    A: 0x00f7,
    B: 0x128f,
    C: 0x0039,
    D: 0x120f,
    E: 0x00f9,
    F: 0x0071,
    G: 0x00bd,
    H: 0x00f6,
    J: 0x001e,
    K: 0x2470,
    L: 0x0038,
    M: 0x0536,
    N: 0x2136,
    P: 0x00f3,
    R: 0x20f3,
    S: 0x00ed,
    T: 0x1201,
    U: 0x003e,
    V: 0x0c30,
    W: 0x2836,
    X: 0x2d00,
    Y: 0x1500,
    Z: 0x0c09,
  }).map(([letter, bits]) => [bits, letter]),
);

/** Four fourteen-segment digits behind an HT16K33, as on the common I2C backpacks. */
export class SimulatedSegmentDisplay implements I2cPeripheral {
  readonly address: number;
  /** A person reads something else from now on; told for each part of a text that comes in parts. */
  readonly events = new EventEmitter<{ shown: [text: string] }>();
  readonly #digits: number;
  readonly #ram = new Uint8Array(ramSize);
  #pointer = 0;
  #first = true;
  #oscillator = false;
  #lit = false;
  #told = '';

  constructor(address = 0x70, digits = 4) {
    this.address = address;
    this.#digits = digits;
  }

  /** What a person reads; a digit of no known shape is "?". Empty while it is dark. */
  get text(): string {
    if (!this.#oscillator || !this.#lit) return '';
    const letters = Array.from({ length: this.#digits }, (_, digit) => {
      const bits = (this.#ram[2 * digit] ?? 0) | ((this.#ram[2 * digit + 1] ?? 0) << 8);
      return shapes.get(bits) ?? '?';
    });
    return letters.join('').trimEnd();
  }

  /** As after its own plug was pulled for a moment. */
  powerCycle(): void {
    this.#ram.fill(0);
    this.#oscillator = false;
    this.#lit = false;
    this.#tell();
  }

  begin(): void {
    this.#first = true;
  }

  write(byte: number): void {
    this.#take(byte);
    this.#tell();
  }

  read(): number {
    const { [this.#pointer]: byte = 0 } = this.#ram;
    this.#pointer = (this.#pointer + 1) % ramSize;
    return byte;
  }

  #take(byte: number): void {
    if (!this.#first) {
      this.#ram[this.#pointer] = byte;
      this.#pointer = (this.#pointer + 1) % ramSize;
      return;
    }
    this.#first = false;
    const [kind, value] = [byte >> 4, byte & 0x0f];
    if (kind === command.data) this.#pointer = value;
    else if (kind === command.system) this.#oscillator = (value & 1) === 1;
    else if (kind === command.display) this.#lit = (value & 1) === 1;
  }

  #tell(): void {
    const { text } = this;
    if (text === this.#told) return;
    this.#told = text;
    this.events.emit('shown', text);
  }
}
