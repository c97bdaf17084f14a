import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemTime } from '../../hal/platform/time';
import { realDisk } from '../../ota/disk/real-disk';
import { buildRelease } from '../../ota/release/build-release';
import { addChannel } from '../../ota/release/change-keys';
import { Keyring } from '../../ota/release/keyring';
import { publishRelease } from '../../ota/release/publish-release';
import { Repository } from '../../ota/release/repository';
import { type Row, single } from './row';

const root = join(__dirname, '..', '..');

/** Bytes. */
const memoryLimit = 64 * 2 ** 20;

/** How far back in the history of the product a release lies that boxes come from. */
const back = { patch: 10, minor: 100 };

/**
 * What a box fetches and holds in memory for an update of the real bundle, from where the sources stood some commits ago to where they stand now.
 * Needs the history; takes about a minute of processor, most of it for packing Node.
 */
export async function updateRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-update-'));
  try {
    const now = releaseAt(folder, 'HEAD', '1.1.0');
    const patch = releaseAt(folder, `HEAD~${back.patch}`, '1.0.9');
    const minor = releaseAt(folder, `HEAD~${back.minor}`, '1.0.0');
    const keyring = new Keyring(realDisk, join(folder, 'keys'));
    const repository = new Repository({
      disk: realDisk,
      folder: join(folder, 'repository'),
      keyring,
      time: new SystemTime(),
    });
    repository.init();
    addChannel(repository, keyring, 'stable');
    const published = publishRelease({
      disk: realDisk,
      repository,
      channel: 'stable',
      release: now,
      earlier: [minor, patch],
    });
    const floor = { what: 'full bundle', value: single(published.full + published.manifest) };
    const fetched = (version: string) =>
      single((published.deltas[version] ?? published.full) + published.manifest);
    const box = new UpdatedBox(folder);
    box.reset(patch);
    await box.run('start');
    const rest = await box.run('status');
    const installing = await box.run('install');
    box.reset(patch);
    await box.run('start');
    const fits = await fitsInto(memoryLimit, box);
    return [
      {
        name: `update: fetched for a patch (${back.patch} commits)`,
        unit: 'bytes',
        value: fetched('1.0.9'),
        floor,
        bound: { ratio: 0.03 },
      },
      {
        name: `update: fetched for a minor (${back.minor} commits)`,
        unit: 'bytes',
        value: fetched('1.0.0'),
        floor,
        bound: { ratio: 0.15 },
      },
      {
        name: 'update: memory of an install that the kernel cannot take back',
        unit: 'MiB',
        value: single(installing.own),
        floor: { what: 'the updater at rest', value: single(rest.own) },
        bound: { median: 64 },
      },
      {
        name: 'update: memory of an install, with the pages of Node, shared with the appliance',
        unit: 'MiB',
        value: single(installing.all),
        floor: { what: 'the updater at rest', value: single(rest.all) },
      },
      ...(fits === undefined
        ? []
        : [
            {
              name: 'update: control group in which an install ends well, caches of files included',
              unit: 'MiB' as const,
              value: single(fits ? memoryLimit / 2 ** 20 : Number.POSITIVE_INFINITY),
              bound: { median: 64 },
            },
          ]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A release built from what the sources were, with the packages of today. */
function releaseAt(folder: string, revision: string, version: string): string {
  const sources = join(folder, `sources-${version}`);
  mkdirSync(sources);
  const archive = execFileSync('git', ['archive', revision], { cwd: root, maxBuffer: 1 << 28 });
  execFileSync('tar', ['x', '-C', sources], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(sources, 'node_modules'));
  execFileSync(process.execPath, [join(sources, 'ota', 'bundle', 'bundle.js')], { cwd: sources });
  // Builders of earlier days did not write down which packages went in.
  const packages = join(sources, 'dist', 'packages.json');
  if (!existsSync(packages)) writeFileSync(packages, '{}');
  const out = join(folder, version);
  const built = '2026-01-01T00:00:00Z';
  const notes = { fi: 'Uutta', sv: 'Nytt', en: 'News' };
  buildRelease({ disk: realDisk, root: sources, out, architecture: process.arch, version, built, notes });
  return out;
}

/** Of a process at its peak, MiB. */
interface Memory {
  /** What the kernel cannot take back: heap, buffers, stacks. */
  readonly own: number;
  /** With the pages of the program's file, which it can, and which are those of the appliance beside it. */
  readonly all: number;
}

/** A box with an earlier release, and its updater. */
class UpdatedBox {
  readonly #home: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#home = join(folder, 'home');
  }

  /** As it left the factory with a release. */
  reset(release: string): void {
    rmSync(this.#home, { recursive: true, force: true });
    mkdirSync(join(this.#home, 'slots'), { recursive: true });
    cpSync(release, join(this.#home, 'slots', 'a'), { recursive: true });
    const root = readFileSync(join(this.#folder, 'repository', 'metadata', '1.root.json'));
    writeFileSync(join(this.#home, 'factory-root'), root);
    const settings = { source: `file://${this.#folder}/repository/`, channel: 'stable', rate: 1_000_000 };
    writeFileSync(join(this.#home, 'update.json'), JSON.stringify(settings));
  }

  async run(command: string, within: readonly string[] = []): Promise<Memory> {
    const updater = join(this.#folder, '1.1.0', 'dist', 'updater.js');
    const main = `require(${JSON.stringify(updater)}).main(['update', '${command}', '--home', ${JSON.stringify(this.#home)}])`;
    const [program = '', ...words] = [...within, process.execPath, '--max-semi-space-size=2', '-e', main];
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', data => {
      said += data;
    });
    const peak = { own: 0, all: 0 };
    const look = setInterval(() => {
      const status = textOf(`/proc/${child.pid}/status`);
      peak.own = Math.max(peak.own, mebibytes(status, 'RssAnon'));
      peak.all = Math.max(peak.all, mebibytes(status, 'VmHWM'));
    }, 3);
    const [code, signal] = await once(child, 'close');
    clearInterval(look);
    if (code !== 0) throw new Error(`${command}: ${code ?? signal} ${said}`);
    return peak;
  }
}

/** Gone when the process is. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function mebibytes(status: string, field: string): number {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}

/** Whether an install ends well in a control group that has no more memory, caches of files included; nothing where none can be made. */
async function fitsInto(limit: number, box: UpdatedBox): Promise<boolean | undefined> {
  const legacy = existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes');
  const group = join('/sys/fs/cgroup', ...(legacy ? ['memory'] : []), `tiski-bench-${process.pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, legacy ? 'memory.limit_in_bytes' : 'memory.max'), String(limit));
  } catch {
    if (existsSync(group)) rmdirSync(group);
    return undefined;
  }
  try {
    await box.run('install', ['sh', '-c', `echo $$ > ${group}/cgroup.procs; exec "$@"`, 'sh']);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(group);
  }
}
