import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Kernel, KernelError } from '../../hal/drivers/gpio/chardev/kernel';
import { decodeValue, encodeValue, flags, requests, sizes } from '../../hal/drivers/gpio/chardev/uapi';

export interface GpioChip {
  readonly label: string;
  /** Names of the lines. */
  readonly lines: readonly string[];
}

/** What was asked for when a line was taken. */
export interface TakenLine {
  readonly chip: string;
  readonly offset: number;
  readonly consumer: string;
  readonly flags: bigint;
}

/**
 * The kernel's side of the GPIO character device, with a file for each chip and a pipe for the events of a line. What a real one does is
 * `npm run test:kernel`.
 */
export class GpioKernel implements Kernel {
  /** In place of `/dev`. */
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-gpio-'));
  readonly taken: TakenLine[] = [];
  /** Users of lines, by name of the line; empty for a user inside the kernel. */
  readonly users = new Map<string, string>();
  /** What it says to whoever asks for a line. */
  refusal: string | undefined;
  /** The adapter is pulled out. */
  unplugged = false;
  /** Lines that are taken from now on cannot be read, as those of an adapter that was pulled out. */
  unreadable = false;
  /** Of the lines that are taken. */
  level = false;
  readonly #chips: readonly GpioChip[];
  readonly #pipe = join(this.folder, 'events');
  readonly #events: number;
  readonly #waiting = new Set<() => void>();

  constructor(chips: readonly GpioChip[]) {
    this.#chips = chips;
    for (const index of chips.keys()) writeFileSync(join(this.folder, `gpiochip${index}`), '');
    execFileSync('mkfifo', [this.#pipe]);
    this.#events = openSync(this.#pipe, constants.O_RDWR | constants.O_NONBLOCK);
  }

  /** Besides the chips: one that nobody may open, one that is no file, and one that goes away while one looks. */
  addUseless(): void {
    symlinkSync('/proc/sys/kernel/ostype', join(this.folder, 'gpiochip97'));
    mkdirSync(join(this.folder, 'gpiochip98'));
    writeFileSync(join(this.folder, 'gpiochip99'), '');
  }

  /** The level changes; whoever waits is not woken. @param sequence the kernel's own count of the changes of the line */
  edge(active: boolean, sequence: number, stamp = process.hrtime.bigint()): void {
    const event = Buffer.alloc(sizes.lineEvent);
    event.writeBigUInt64LE(stamp, 0);
    event.writeUInt32LE(active ? 1 : 2, 8);
    event.writeUInt32LE(sequence, 20);
    writeSync(this.#events, event);
    this.level = active;
  }

  wake(): void {
    for (const ready of [...this.#waiting]) ready();
  }

  get isWaitedFor(): boolean {
    return this.#waiting.size > 0;
  }

  remove(): void {
    closeSync(this.#events);
    rmSync(this.folder, { recursive: true });
  }

  ioctl(descriptor: number, request: number, argument: Buffer): void {
    if (request === requests.getValues || request === requests.setValues) this.#values(request, argument);
    else this.#chip(descriptor, request, argument);
  }

  whenReadable(_descriptor: number, ready: () => void): () => void {
    if (this.unplugged) throw new KernelError('ENODEV');
    this.#waiting.add(ready);
    return () => this.#waiting.delete(ready);
  }

  #values(request: number, argument: Buffer): void {
    if (this.unplugged) throw new KernelError('ENODEV');
    if (request === requests.setValues) this.level = decodeValue(argument);
    else encodeValue(this.level).copy(argument);
  }

  #chip(descriptor: number, request: number, argument: Buffer): void {
    const file = basename(readlinkSync(`/proc/self/fd/${descriptor}`));
    const chip = this.#chips[Number(file.slice('gpiochip'.length))];
    if (!chip) throw new KernelError('ENODEV');
    if (request === requests.chipInfo) {
      argument.write(file, 0);
      argument.write(chip.label, 32);
      argument.writeUInt32LE(chip.lines.length, 64);
    } else if (request === requests.lineInfo) {
      const name = chip.lines[argument.readUInt32LE(64)] ?? '';
      const user = this.users.get(name);
      argument.write(name, 0);
      argument.write(user ?? '', 32);
      argument.writeBigUInt64LE(user === undefined ? 0n : flags.used, 72);
    } else this.#take(chip, argument);
  }

  #take({ label }: GpioChip, argument: Buffer): void {
    if (this.refusal !== undefined) throw new KernelError(this.refusal);
    const set = argument.readBigUInt64LE(288);
    const consumer = argument.toString('utf8', 256, 288).replace(/\0+$/, '');
    this.taken.push({ chip: label, offset: argument.readUInt32LE(0), consumer, flags: set });
    if (set & flags.output) this.level = argument.readBigUInt64LE(328) === 1n;
    const read = constants.O_RDONLY | constants.O_NONBLOCK;
    argument.writeInt32LE(openSync(this.unreadable ? this.folder : this.#pipe, read), 588);
  }
}
