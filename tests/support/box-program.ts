import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { toldWhileItRuns } from './killed-process';

const root = join(__dirname, '..', '..');

/** `tiski run` as it ships, in a process of its own, without a wish to be ready: it may well end before. */
export class BoxProgram {
  stderr = '';
  readonly exited: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #line: Promise<string>;

  constructor(siteFile: string, stateDir: string, options: { readonly preload?: string } = {}) {
    const args = [
      ...(options.preload ? ['-r', options.preload] : []),
      join(root, 'firmware', 'bin', 'tiski.js'),
      'run',
      ...['--config', siteFile, '--state', stateDir, '--log', 'error'],
    ];
    this.#child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...toldWhileItRuns() },
    });
    this.#child.stderr?.on('data', data => {
      this.stderr += data;
    });
    this.exited = once(this.#child, 'exit');
    const lines = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream });
    this.#line = once(lines, 'line').then(([line]) => line);
  }

  /** What it says first on standard output. @throws Error when it ends before */
  async said(): Promise<{ ready: boolean; care?: string; http: string; mqtt: string }> {
    const ended = this.exited.then(() => Promise.reject(new Error(`it ended: ${this.stderr}`)));
    ended.catch(() => undefined);
    return JSON.parse(await Promise.race([this.#line, ended]));
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await this.exited;
  }
}
