import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const mountPoint = '/sys/class/gpio';

export interface SimulatedChip {
  readonly label: string;
  /** Global number of line 0; 512 is where kernels since 6.6 begin. */
  readonly base: number;
  /** Number of lines, at most 64. */
  readonly lines: number;
}

interface SimulatedSysfsGpioEvents {
  /** A program changed the voltage of an output. */
  level: [change: { readonly offset: number; readonly high: boolean }];
}

/**
 * The other side of the wires of one chip, on the kernel's sysfs GPIO interface as a file system in user space. To be used inside of
 * `inPrivateNamespace`. Needs a C compiler and libfuse 3.
 */
export class SimulatedSysfsGpio {
  readonly events = new EventEmitter<SimulatedSysfsGpioEvents>();
  readonly #chip: SimulatedChip;
  readonly #levels = new Map<number, boolean>();
  readonly #waiting: ((answer: string) => void)[] = [];
  #process?: ChildProcessWithoutNullStreams;
  #folder?: string;

  constructor(chip: SimulatedChip) {
    this.#chip = chip;
  }

  /** Compiles the file system and mounts it. */
  async start(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'sysfs-gpio-'));
    const program = join(this.#folder, 'sysfs-gpio');
    compile(program);
    const { label, base, lines } = this.#chip;
    const child = spawn(program, [mountPoint, label, String(base), String(lines)]);
    this.#process = child;
    const ready = this.#answer();
    createInterface({ input: child.stdout }).on('line', line => this.#told(line));
    child.once('exit', code => this.#told(`error: the file system ended with ${code}`));
    await ready;
  }

  /** Unmounts it. Programs that have files open should be through with them. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child && child.exitCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
    if (this.#folder) rmSync(this.#folder, { recursive: true });
    this.#folder = undefined;
  }

  /** The voltage of a line as a program left it; undefined for one that was never driven. */
  level(offset: number): boolean | undefined {
    return this.#levels.get(offset);
  }

  /** Puts a voltage on an input. */
  set(offset: number, high: boolean): Promise<void> {
    return this.#command(`set ${offset} ${high ? 1 : 0}`);
  }

  /** `count` presses of `period` microseconds, half of it high. Resolves after the last one. */
  pulse(offset: number, count: number, period: number): Promise<void> {
    return this.#command(`pulse ${offset} ${count} ${period}`);
  }

  /** A driver of the kernel takes the line: exporting it is refused. */
  hold(offset: number): Promise<void> {
    return this.#command(`hold ${offset}`);
  }

  release(offset: number): Promise<void> {
    return this.#command(`release ${offset}`);
  }

  /** The chip vanishes with all its lines. */
  unplug(): Promise<void> {
    return this.#command('unplug');
  }

  /** The chip is back, perhaps with another base. */
  plug(base: number): Promise<void> {
    return this.#command(`plug ${base}`);
  }

  async #command(text: string): Promise<void> {
    if (!this.#process) throw new Error('not started');
    const answer = this.#answer();
    this.#process.stdin.write(`${text}\n`);
    await answer;
  }

  #answer(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(answer => (answer.startsWith('error') ? reject(new Error(answer)) : resolve()));
    });
  }

  #told(line: string): void {
    const level = line.match(/^level (\d+) ([01])$/);
    if (!level) {
      this.#waiting.shift()?.(line);
      return;
    }
    const change = { offset: Number(level[1]), high: level[2] === '1' };
    this.#levels.set(change.offset, change.high);
    this.events.emit('level', change);
  }
}

function compile(program: string): void {
  const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'fuse3'], { encoding: 'utf8' });
  const source = join(__dirname, 'sysfs-gpio.c');
  execFileSync('cc', ['-O2', source, ...flags.trim().split(/\s+/), '-lpthread', '-o', program]);
}
