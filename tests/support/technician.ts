import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { toldWhileItRuns } from './killed-process';

const root = join(__dirname, '..', '..');

/** What a technician types waits at most so long for what it should show, ms. */
const patience = 60_000;

/** A technician at the command line of a box, with a site file and a state folder of their own. */
export class Technician {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-technician-'));
  readonly state = join(this.folder, 'state');
  readonly site = join(this.folder, 'site.yaml');
  readonly #running = new Set<Session>();

  /** A site file with nothing but devices, as it is when wires are tested first. */
  name(devices: Readonly<Record<string, unknown>>): void {
    writeFileSync(this.site, stringify({ version: 1, devices }));
  }

  /** `tiski devices …` in a process of its own. */
  types(...words: readonly string[]): Session {
    const withSite = words[0] === 'list' ? [] : ['--config', this.site, '--state', this.state];
    const session = new Session([...words, ...withSite]);
    this.#running.add(session);
    return session;
  }

  async leaves(): Promise<void> {
    for (const session of this.#running) await session.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One command while it runs. */
export class Session {
  output = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #changed: () => void = () => {};

  constructor(words: readonly string[]) {
    const program = join(root, 'firmware', 'bin', 'tiski.js');
    const child = spawn(process.execPath, [program, 'devices', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...toldWhileItRuns() },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        this.output += data;
        this.#changed();
      });
    }
    this.#ended = once(child, 'close').then(([code]) => code);
    this.#ended.then(() => this.#changed());
  }

  /** Resolves when this has been shown. */
  async shows(words: string | RegExp): Promise<void> {
    const until = performance.now() + patience;
    const isShown = () => (typeof words === 'string' ? this.output.includes(words) : words.test(this.output));
    while (!isShown()) {
      if (this.#child.exitCode !== null || performance.now() >= until)
        throw new Error(`"${words}" was not shown, but:\n${this.output}`);
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, until - performance.now());
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** The exit code; nothing for a command that does not end by itself. */
  async ends(): Promise<number | null> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), patience);
    try {
      return await this.#ended;
    } finally {
      clearTimeout(timer);
    }
  }

  controlC(): Promise<number | null> {
    this.#child.kill('SIGINT');
    return this.ends();
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** Lines that a terminal of 80 columns would break, where they could have been broken themselves: a long path or command stays whole. */
export function tooWide(output: string): string[] {
  return output.split('\n').filter(line => line.length > 80 && /^\s*[^\s"]+ /.test(line));
}
