import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
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

/** How far back in the history of the product a release lies that boxes come from. */
const back = { patch: 10, minor: 100 };

/**
 * What a box fetches and holds in memory for an update of the real bundle, from where the sources stood some commits ago to where they stand now.
 * Needs the history; takes about a minute of processor, most of it for packing Node.
 */
export function updateRows(): Row[] {
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
    const memory = peaks(folder, patch);
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
        name: 'update: memory that applying a delta takes',
        unit: 'MiB',
        value: single(memory.install - memory.status),
        floor: { what: 'the updater at rest', value: single(memory.status) },
        bound: { median: 64 },
      },
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
  // Older sources do not say what they bundle.
  const bundled = join(sources, 'dist', 'packages.json');
  if (!existsSync(bundled)) writeFileSync(bundled, '{}');
  // Builders of earlier days did not write down which packages went in.
  const packages = join(sources, 'dist', 'packages.json');
  if (!existsSync(packages)) writeFileSync(packages, '{}');
  const out = join(folder, version);
  const built = '2026-01-01T00:00:00Z';
  const notes = { fi: 'Uutta', sv: 'Nytt', en: 'News' };
  buildRelease({ disk: realDisk, root: sources, out, architecture: process.arch, version, built, notes });
  return out;
}

/** Resident memory at its peak, MiB: of the updater that only says what runs, and of one that applies a delta. */
function peaks(folder: string, from: string): { status: number; install: number } {
  const home = join(folder, 'home');
  mkdirSync(join(home, 'slots'), { recursive: true });
  cpSync(from, join(home, 'slots', 'a'), { recursive: true });
  writeFileSync(
    join(home, 'factory-root'),
    readFileSync(join(folder, 'repository', 'metadata', '1.root.json')),
  );
  const settings = { source: `file://${folder}/repository/`, channel: 'stable', rate: 1_000_000 };
  writeFileSync(join(home, 'update.json'), JSON.stringify(settings));
  const updater = join(folder, '1.1.0', 'dist', 'updater.js');
  const peak = (command: string): number => {
    // Not `resourceUsage().maxRSS`, which a child inherits from what started it.
    const report = `process.on('exit', () => console.error(require('fs').readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\\s+(\\d+)/)[1]))`;
    const program = `${report}; require(${JSON.stringify(updater)}).main(['update', '${command}', '--home', ${JSON.stringify(home)}])`;
    const { stderr, status } = spawnSync(process.execPath, ['--max-semi-space-size=2', '-e', program], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return Number(stderr.trim().split('\n').at(-1)) / 1024;
  };
  peak('start');
  return { status: peak('status'), install: peak('install') };
}
