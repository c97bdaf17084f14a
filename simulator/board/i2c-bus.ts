/** A device on the I2C bus of the board. */
export interface I2cPeripheral {
  /** A transfer to or from this device begins. */
  begin(): void;
  write(byte: number): void;
  read(): number;
}

/** Peripherals by their 7-bit addresses. One that is not there does not acknowledge. */
export class I2cBus {
  readonly #peripherals = new Map<number, I2cPeripheral>();

  attach(address: number, peripheral: I2cPeripheral): void {
    this.#peripherals.set(address, peripheral);
  }

  detach(address: number): void {
    this.#peripherals.delete(address);
  }

  find(address: number): I2cPeripheral | undefined {
    return this.#peripherals.get(address);
  }
}
