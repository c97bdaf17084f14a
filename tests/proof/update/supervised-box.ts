import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { DebianRoot } from '../../support/debian-root';

const folders = {
  STATE_DIRECTORY: '/var/lib/tiski',
  CONFIGURATION_DIRECTORY: '/etc/tiski',
  CACHE_DIRECTORY: '/var/cache/tiski',
} as const;

/** A start that is slower than this has hung, ms. */
const patience = 60_000;

/** No time server is near a machine of tests, and a box without one never starts a release: this says otherwise to the program that asks. */
const keptClock = `
#include <string.h>
int adjtimex(void *timex) { memset(timex, 0, 208); return 0; }
`;

/** How `restart` of `update.json` reaches this process: there is no systemd in the root. */
export const restartWords = [
  '/bin/sh',
  '-c',
  ': > /tmp/restart; while [ -e /tmp/restart ]; do sleep 0.1; done',
];

/** What systemd does for a box, by the lines of its own units: counts a start, runs the program as its user, starts it again when it ends. */
export class SupervisedBox {
  readonly #root: DebianRoot;
  readonly #lines: {
    readonly pre: readonly string[];
    readonly main: readonly string[];
    readonly post: string;
  };
  readonly #round: readonly string[];
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #http = '';
  #stopping = false;
  #watching: Promise<void> | undefined;
  #serving = Promise.withResolvers<void>();
  /** Starts of the program, those that came to nothing as well. */
  starts = 0;

  constructor(root: DebianRoot) {
    this.#root = root;
    const unit = (name: string) => readFileSync(root.path(`usr/lib/systemd/system/${name}`), 'utf8');
    const words = (text: string, key: string) => {
      const [, line = ''] = new RegExp(`^${key}=[-+!@:]*(.+)$`, 'm').exec(text) ?? [];
      return line.replace(/\$\{(\w+)\}/g, (_, name: keyof typeof folders) => folders[name] ?? '').split(' ');
    };
    const service = unit('tiski.service');
    const [, post = ''] = /^ExecStopPost=-\/bin\/sh -c '(.+)'$/m.exec(service) ?? [];
    this.#lines = { pre: words(service, 'ExecStartPre'), main: words(service, 'ExecStart'), post };
    this.#round = words(unit('tiski-update.service'), 'ExecStart');
  }

  /** Of the program that serves. */
  get http(): string {
    return this.#http;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    for (const folder of [folders.STATE_DIRECTORY, folders.CACHE_DIRECTORY])
      this.#root.run('install', ['-d', '-m', '0700', '-o', 'tiski', '-g', 'tiski', folder]);
    writeFileSync(this.#root.path('tmp/clock.c'), keptClock);
    const { status, stderr } = spawnSync(
      'gcc',
      ['-shared', '-fPIC', '-o', this.#root.path('tmp/clock.so'), this.#root.path('tmp/clock.c')],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`gcc: ${stderr}`);
    this.#watching = this.#watch();
    await this.serving();
  }

  /** Resolves when a program serves. */
  serving(): Promise<void> {
    return Promise.race([
      this.#serving.promise,
      wait(patience, undefined, { ref: false }).then(() => {
        throw new Error('the box does not serve');
      }),
    ]);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#signal();
    await this.#watching;
  }

  /** One run of `tiski-update.service`; what it said. */
  async round(): Promise<string> {
    const [program = '', ...words] = this.#round;
    const child = this.#root.start(program, words, {});
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', data => {
        said += data;
      });
    const [status] = await once(child, 'close');
    await this.serving();
    return status === 0 ? said : `${said}ended with ${status}`;
  }

  async #watch(): Promise<void> {
    const asked = this.#root.path('tmp/restart');
    while (!this.#stopping) {
      await this.#startOnce();
      let isOver = false;
      void this.#ended.then(() => {
        isOver = true;
      });
      while (!isOver) {
        if (existsSync(asked) && this.#http !== '') {
          this.#serving = Promise.withResolvers();
          this.#signal();
          await this.#ended;
          rmSync(asked);
          break;
        }
        await wait(50);
      }
      this.#serving = this.#http === '' ? this.#serving : Promise.withResolvers();
      this.#http = '';
    }
  }

  async #startOnce(): Promise<void> {
    const [pre = '', ...preWords] = this.#lines.pre;
    this.#root.run(pre, preWords);
    this.starts += 1;
    const rights = ['--reuid=tiski', '--regid=tiski', '--init-groups', '--no-new-privs'];
    const none = ['--bounding-set=-all', '--inh-caps=-all'];
    const child = this.#root.start('setpriv', [...rights, ...none, ...this.#lines.main], {
      ...folders,
      NODE_COMPILE_CACHE: folders.CACHE_DIRECTORY,
      TISKI_HTTP_PORT: '0',
      TISKI_SUPERVISED: 'yes',
      LD_PRELOAD: '/tmp/clock.so',
      HOME: '/',
    });
    this.#child = child;
    child.stderr?.resume();
    this.#ended = once(child, 'exit').then(([status]) => {
      const result = status === 0 || status === 75 ? 'success' : 'exit-code';
      this.#root.run('sh', ['-c', this.#lines.post], { SERVICE_RESULT: result, ...folders });
    });
    const line = once(createInterface({ input: child.stdout ?? process.stdin }), 'line');
    const first = (await Promise.race([line, this.#ended])) as [string] | undefined;
    if (!first) return;
    const { http = '' } = JSON.parse(first[0]) as { http?: string };
    this.#http = http;
    this.#serving.resolve();
  }

  /** To the program and not to what entered the root for it. */
  #signal(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      const [program = ''] = readFileSync(
        join('/proc', String(pid), 'task', String(pid), 'children'),
        'utf8',
      ).split(' ');
      process.kill(Number(program), 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  }
}
