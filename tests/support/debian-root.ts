import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the files of a Debian system are. */
export interface DebianRootOptions {
  readonly folder: string;
  /** Lies over a folder that stays as it is, such as `/`: what is written goes into memory of the machine. */
  readonly over?: string;
}

/** Mounts of its own that end with the process: nothing of the machine outside is reached, and nothing of it is left. */
const enter = `
mount --make-rprivate /
for name in proc sys dev run; do mkdir -p "$ROOT/$name"; done
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs tmpfs "$ROOT/run"
cd /
exec chroot "$ROOT" "$@"
`;

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A Debian system without a running systemd, entered by chroot. Needs root. */
export class DebianRoot {
  readonly #folder: string;
  readonly #over: string | undefined;

  constructor({ folder, over }: DebianRootOptions) {
    this.#folder = folder;
    this.#over = over;
  }

  open(): void {
    if (this.#over === undefined) return;
    outside('mount', ['-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', this.#folder]);
    const [upper, work, merged] = ['upper', 'work', 'merged'].map(name => join(this.#folder, name));
    outside('mkdir', [`${upper}`, `${work}`, `${merged}`]);
    const layers = `lowerdir=${this.#over},upperdir=${upper},workdir=${work}`;
    outside('mount', ['-t', 'overlay', '-o', layers, 'overlay', `${merged}`]);
  }

  close(): void {
    if (this.#over === undefined) return;
    outside('umount', [this.path('')]);
    outside('umount', [this.#folder]);
  }

  /** Of a file in the root, seen from outside. */
  path(file: string): string {
    return join(this.#folder, this.#over === undefined ? '' : 'merged', file);
  }

  /** What a command in the root prints. @throws Error with all that it said if it ends otherwise than with 0 */
  run(command: string, args: readonly string[], environment: Record<string, string> = {}): string {
    const [program, words] = this.#entering(command, args);
    const env = { ...this.#environment, ...environment };
    const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8' });
    if (status === 0) return `${stdout}${stderr}`;
    throw new Error(`${command} ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
  }

  /** Goes on until it is killed. */
  start(command: string, args: readonly string[], environment: Record<string, string>): ChildProcess {
    const [program, words] = this.#entering(command, args);
    const env = { ...this.#environment, ...environment };
    return spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Every file that is not the kernel's, dpkg's own or a log, with its mode and the ids of its owner. */
  files(): Set<string> {
    const left = '( -path ./proc -o -path ./sys -o -path ./dev -o -path ./run -o -path ./tmp )'.split(' ');
    const dpkg = '( -path ./var/lib/dpkg -o -path ./var/log -o -path ./var/cache/ldconfig )'.split(' ');
    const words = [
      '.',
      '-xdev',
      ...left,
      '-prune',
      '-o',
      ...dpkg,
      '-prune',
      '-o',
      '-printf',
      '%p %m %U %G\\n',
    ];
    return new Set(outside('find', words, this.path('')).trim().split('\n'));
  }

  /** Names of users and groups. */
  names(): string[] {
    return ['passwd', 'group', 'shadow', 'gshadow']
      .flatMap(file =>
        readFileSync(this.path(`etc/${file}`), 'utf8')
          .trim()
          .split('\n')
          .map(line => `${file}:${line.split(':')[0]}`),
      )
      .sort();
  }

  list(folder: string): string[] {
    return readdirSync(this.path(folder)).sort();
  }

  get #environment(): Record<string, string> {
    return { PATH: path, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive', ROOT: this.path('') };
  }

  /** The process id namespace ends with its first process, and takes everything that was started in it along. */
  #entering(command: string, args: readonly string[]): [string, string[]] {
    return [
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-euc', enter, 'sh', command, ...args],
    ];
  }
}

function outside(command: string, args: readonly string[], cwd = '/'): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${status}\n${stderr}`);
}
