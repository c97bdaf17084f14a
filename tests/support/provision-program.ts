import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(__dirname, '..', '..', 'firmware', 'bin', 'tiski.js');

/** What `faketime` gives to a program; it would stand between us and the program, and keep signals to itself. */
function clockOf(clock: string): NodeJS.ProcessEnv {
  const library = execFileSync('faketime', ['-f', `@${clock}`, 'printenv', 'LD_PRELOAD'], {
    encoding: 'utf8',
  });
  // Only the wall clock is wrong.
  return { LD_PRELOAD: library.trim(), FAKETIME: `@${clock}`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
}

export interface ProvisionProgramOptions {
  /** What the clock of its machine says (Debian package `faketime`). */
  readonly clock?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of its two commands. */
  readonly command?: 'setup';
}

/** `tiski provision …` or `tiski setup` as it ships, in a process of its own. */
export class ProvisionProgram {
  output = '';
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  #changed: () => void = () => {};

  constructor(words: readonly string[], { clock, env = {}, command }: ProvisionProgramOptions = {}) {
    this.#child = spawn(process.execPath, [program, command ?? 'provision', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(clock !== undefined && clockOf(clock)), ...env },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', data => {
        this.output += data;
        this.#changed();
      });
    this.exited = once(this.#child, 'close').then(([code]) => {
      this.#changed();
      return code;
    });
  }

  /** Resolves when it has said this. @throws Error when it ends before */
  async says(what: RegExp): Promise<RegExpMatchArray> {
    let ended = false;
    this.exited.then(() => {
      ended = true;
    });
    for (;;) {
      const found = this.output.match(what);
      if (found) return found;
      if (ended) throw new Error(`it ended without ${what}: ${this.output}`);
      await new Promise<void>(resolve => {
        this.#changed = resolve;
      });
    }
  }

  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.exited;
  }
}
