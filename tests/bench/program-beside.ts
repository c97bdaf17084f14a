import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A small program in plain JavaScript, in a process of its own beside what is measured. It says a line when it is ready. */
export class ProgramBeside {
  #child: ChildProcess | undefined;

  /** @returns the line that it says first */
  async start(program: string, ...words: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, ['-e', program, ...words], {
      cwd: join(__dirname, '..', '..'),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return line;
  }

  get pid(): number {
    return this.#child?.pid ?? Number.NaN;
  }

  say(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill();
    await exit;
  }
}
