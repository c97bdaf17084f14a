import type { AVRTWI, TWIEventHandler } from 'avr8js';
import type { I2cBus, I2cPeripheral } from './i2c-bus';

/** The chip's side of the bus: what its TWI hardware does with each condition and byte. */
export class I2cController implements TWIEventHandler {
  readonly #twi: AVRTWI;
  readonly #bus: I2cBus;
  readonly #moved: () => void;
  #addressed: I2cPeripheral | undefined;

  constructor(twi: AVRTWI, bus: I2cBus, moved: () => void) {
    this.#twi = twi;
    this.#bus = bus;
    this.#moved = moved;
  }

  start(): void {
    this.#moved();
    this.#twi.completeStart();
  }

  stop(): void {
    this.#addressed = undefined;
    this.#twi.completeStop();
  }

  connectToSlave(address: number): void {
    this.#addressed = this.#bus.find(address);
    this.#addressed?.begin();
    this.#twi.completeConnect(this.#addressed !== undefined);
  }

  writeByte(byte: number): void {
    this.#addressed?.write(byte);
    this.#twi.completeWrite(this.#addressed !== undefined);
  }

  readByte(): void {
    // Nobody pulls the line down: ones.
    this.#twi.completeRead(this.#addressed?.read() ?? 0xff);
  }
}
