import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that a busy machine may need for a thing that takes seconds. */
const patience = 120_000;

const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };

/** A Debian under a running systemd of its own, with a network in which nobody else is. Needs root and `systemd-container`. */
export class Container {
  /** Its root file system, seen from outside. */
  readonly folder: string;
  #process: ChildProcess | undefined;
  #leader = '';

  constructor(folder: string) {
    this.folder = folder;
  }

  async start(): Promise<this> {
    const words = ['--register=no', '--keep-unit', '--private-network', '--boot', '--console=pipe'];
    // Of Debian 13 on, systemd wants to be told that the machine has the older control groups.
    const legacy = '--setenv=SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1';
    const container = spawn('systemd-nspawn', [...words, legacy, '--directory', this.folder], {
      stdio: 'ignore',
    });
    this.#process = container;
    const { pid = 0 } = container;
    await this.until(() => {
      [this.#leader = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
      return this.#leader !== '' && readFileSync(`/proc/${this.#leader}/comm`, 'utf8') === 'systemd\n';
    });
    await this.until(() => /running|degraded/.test(this.inside('systemctl is-system-running')));
    // The smallest Debian has no names.
    this.must('echo 127.0.0.1 localhost > /etc/hosts');
    // A cable with something at its other end.
    for (const words of [
      'link add tiski0 type veth peer name tiski1',
      'addr add 192.0.2.1/24 dev tiski0',
      'link set tiski0 up',
      'link set tiski1 up',
    ])
      this.inNetwork('ip', words.split(' '));
    return this;
  }

  async stop(): Promise<void> {
    const container = this.#process;
    if (!container || container.exitCode !== null || container.signalCode !== null) return;
    const off = once(container, 'exit');
    container.kill('SIGTERM');
    await off;
  }

  /** What a shell in it prints. */
  inside(script: string): string {
    return this.#shell(script).said;
  }

  /** The same. @throws Error with all that it said if it ends otherwise than with 0 */
  must(script: string): string {
    const { status, said } = this.#shell(script);
    if (status !== 0) throw new Error(`${script}: ${status}\n${said}`);
    return said;
  }

  /** What a program of this machine prints that sees nothing of the container but its network. @throws Error as `must` */
  inNetwork(program: string, words: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(
      'nsenter',
      [`--target=${this.#leader}`, '--net', program, ...words],
      { cwd: join(__dirname, '..', '..', '..'), encoding: 'utf8', timeout: patience },
    );
    if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${status}\n${stdout}${stderr}`);
    return stdout;
  }

  async until(holds: () => boolean): Promise<void> {
    const end = performance.now() + patience;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`not within ${patience} ms: ${holds}`);
      await wait(250);
    }
  }

  #shell(script: string): { readonly status: number | null; readonly said: string } {
    const spaces = ['--mount', '--uts', '--ipc', '--net', '--pid'];
    const words = [`--target=${this.#leader}`, ...spaces, 'sh', '-c', script];
    const { status, stdout, stderr } = spawnSync('nsenter', words, { env, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  }
}
