import type { Atmega328p } from './atmega328p';

/** Pins of an Uno: 0-13 and A0-A5 as 14-19. Pins 0 and 1 are the serial line. */
const pins = 20;

/**
 * Contacts between pins and ground, as a technician wires buttons. An open contact leaves the pin to its pull-up; without a pull-up the
 * pin floats and keeps the level it had.
 */
export class Contacts {
  readonly #closed = new Set<number>();
  readonly #stuck = new Set<number>();
  readonly #levels: boolean[] = new Array(pins).fill(true);

  close(pin: number): void {
    this.#closed.add(pin);
  }

  open(pin: number): void {
    this.#closed.delete(pin);
  }

  stick(pin: number): void {
    this.#stuck.add(pin);
  }

  free(pin: number): void {
    this.#stuck.delete(pin);
  }

  /** Brings the levels at the chip to what contacts and pull-ups make of them. */
  settle(chip: Atmega328p, freshChip = false): void {
    for (let pin = 2; pin < pins; pin++) {
      const closed = this.#closed.has(pin) || this.#stuck.has(pin);
      const high = closed ? false : chip.pin(pin) === 'pull-up' || (this.#levels[pin] ?? true);
      if (!freshChip && high === this.#levels[pin]) continue;
      this.#levels[pin] = high;
      chip.drive(pin, high);
    }
  }
}
