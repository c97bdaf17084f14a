import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const configfs = '/sys/kernel/config/gpio-sim';

export interface KernelChip {
  readonly label: string;
  readonly lines: number;
  /** Names of lines, by offset. */
  readonly names?: Readonly<Record<number, string>>;
  /** Lines that the kernel itself uses, by offset: the name of the user. */
  readonly hogs?: Readonly<Record<number, string>>;
}

/**
 * The other side of the wires of one chip of the kernel's own simulator `gpio-sim` (Documentation/admin-guide/gpio/gpio-sim.rst). Needs the module,
 * configfs mounted at its usual place, and root. The chip appears as `/dev/gpiochip*` and, where the kernel has it, in `/sys/class/gpio`.
 */
export class KernelGpioSim {
  readonly #folder: string;
  readonly #chip: KernelChip;
  #lines?: string;

  /** @param name of the device in configfs, unique on the machine */
  constructor(name: string, chip: KernelChip) {
    this.#folder = join(configfs, name);
    this.#chip = chip;
  }

  create(): void {
    const bank = join(this.#folder, 'bank0');
    mkdirSync(bank, { recursive: true });
    writeFileSync(join(bank, 'num_lines'), String(this.#chip.lines));
    writeFileSync(join(bank, 'label'), this.#chip.label);
    for (const [offset, name] of Object.entries({ ...this.#chip.names })) {
      mkdirSync(join(bank, `line${offset}`), { recursive: true });
      writeFileSync(join(bank, `line${offset}`, 'name'), name);
    }
    for (const [offset, name] of Object.entries({ ...this.#chip.hogs })) {
      const hog = join(bank, `line${offset}`, 'hog');
      mkdirSync(hog, { recursive: true });
      writeFileSync(join(hog, 'name'), name);
      writeFileSync(join(hog, 'direction'), 'input');
    }
    this.plug();
  }

  plug(): void {
    writeFileSync(join(this.#folder, 'live'), '1');
    const read = (path: string) => readFileSync(join(this.#folder, path), 'utf8').trim();
    this.#lines = join('/sys/devices/platform', read('dev_name'), read('bank0/chip_name'));
  }

  /** The chip vanishes from under whoever uses its lines. */
  unplug(): void {
    writeFileSync(join(this.#folder, 'live'), '0');
    this.#lines = undefined;
  }

  /** Unplugs it for good. */
  remove(): void {
    this.unplug();
    const { hogs, names } = this.#chip;
    for (const offset of Object.keys({ ...hogs }))
      rmdirSync(join(this.#folder, 'bank0', `line${offset}`, 'hog'));
    for (const offset of Object.keys({ ...hogs, ...names }))
      rmdirSync(join(this.#folder, 'bank0', `line${offset}`));
    rmdirSync(join(this.#folder, 'bank0'));
    rmdirSync(this.#folder);
  }

  /** The file that drives an input: `pull-up` or `pull-down` is written to it. */
  pullFile(offset: number): string {
    return this.#file(offset, 'pull');
  }

  /** Puts a voltage on an input. */
  set(offset: number, high: boolean): void {
    writeFileSync(this.pullFile(offset), high ? 'pull-up' : 'pull-down');
  }

  /** The voltage of a line. */
  level(offset: number): boolean {
    return readFileSync(this.#file(offset, 'value'), 'utf8').trim() === '1';
  }

  #file(offset: number, leaf: string): string {
    if (this.#lines === undefined) throw new Error('unplugged');
    return join(this.#lines, `sim_gpio${offset}`, leaf);
  }
}
