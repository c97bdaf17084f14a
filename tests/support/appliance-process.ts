import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { toldWhileItRuns } from './killed-process';
import { awake } from './steady-time';

const root = join(__dirname, '..', '..');

const checkout = join(root, 'firmware', 'bin', 'tiski.js');

/** Makes the bundle that a box runs, unless it is fresh. */
export function bundleProgram(): void {
  require(join(root, 'ota', 'bundle', 'bundle.js')).bundle(root, { force: false });
}

/** Milliseconds in which the main thread of a process could have run and did not: others had the processors. */
function waitedForProcessor(pid = 0): number {
  const [, waited = '0'] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(waited) / 1e6;
}

export interface ProcessOptions {
  /** Words before the program's own, such as those that start it in a namespace. */
  readonly within?: readonly string[];
  /** The checkout's, if left out. */
  readonly program?: string;
}

/** The appliance as it ships, in a process of its own. */
export class ApplianceProcess {
  /** Milliseconds from the start of the process to its ready line. */
  readyAfter = Number.NaN;
  /** The same without what a busy machine took from it. */
  readyAfterOwnTime = Number.NaN;
  http = '';
  output = '';
  readonly #args: readonly string[];
  readonly #within: readonly string[];
  readonly #program: string;
  #child: ChildProcess | undefined;

  constructor(siteFile: string, stateDir: string, { within = [], program = checkout }: ProcessOptions = {}) {
    this.#within = within;
    this.#program = program;
    this.#args = ['run', '--config', siteFile, '--state', stateDir, '--log', 'error'];
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves at the ready line. */
  async start(): Promise<void> {
    const [started, startedAwake] = [performance.now(), awake()];
    const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...environment } = process.env;
    // By its own first line, which holds the settings that it ships with.
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
    const [command = this.#program, ...words] = [...this.#within, this.#program, ...this.#args];
    const child = spawn(command, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, ...toldWhileItRuns(), PATH },
    });
    this.#child = child;
    child.stderr.on('data', data => {
      this.output += data;
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the appliance ended with ${code} before it was ready: ${this.output}`);
    });
    ended.catch(() => {});
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
    this.readyAfter = performance.now() - started;
    this.readyAfterOwnTime = Math.min(
      awake() - startedAwake,
      this.readyAfter - waitedForProcessor(child.pid),
    );
    this.http = JSON.parse(line).http;
  }

  /** As a power cut would: nothing is told beforehand. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}
