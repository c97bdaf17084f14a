import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TiskiError } from '../../hal/platform/error';
import { factoryRootName, readSettings, settingsName } from '../../ota/client/update-settings';
import { realDisk } from '../../ota/disk/real-disk';
import { buildRelease } from '../../ota/release/build-release';
import { sourceSeconds } from '../../ota/release/source-seconds';
import { provenRoot } from '../../ota/trust/proven-root';
import { checkoutFor } from './checkout';
import { changelogOf, controlOf, debianVersion } from './control';
import { documents, layout, maintainerScripts, releaseFolder, updatesFolder } from './layout';
import { licencesOf } from './licences';

export type DebianArchitecture = 'amd64' | 'arm64';
export type Compression = 'xz' | 'none';

export interface PackageOptions {
  /** The checkout, with `dist/` built and packages installed. */
  readonly root: string;
  /** Folder that the package is put into. */
  readonly out: string;
  readonly architecture: DebianArchitecture;
  /** Semantic version. */
  readonly release: string;
  readonly compression: Compression;
  /** Folder with `update.json` and `factory-root`; the box takes no updates without. */
  readonly updates?: string;
}

export interface BuiltPackage {
  readonly file: string;
  readonly bytes: number;
  /** KiB on the box. */
  readonly installed: number;
  readonly sha256: string;
}

/** What Node calls the architectures of Debian. */
const nodeNames = { amd64: 'x64', arm64: 'arm64' } as const;

/** No update came before it. */
const notes = {
  fi: 'Ensimmäinen asennus.',
  sv: 'Första installationen.',
  en: 'First installation.',
};

/**
 * Builds `tiski-appliance_VERSION_ARCH.deb` without root. The same sources give the same bytes: files belong to root, have the time of the sources
 * (`SOURCE_DATE_EPOCH`, else that of the last commit), and are sorted and packed by one thread.
 * @throws TiskiError `release-refused`
 */
export function buildDebianPackage(options: PackageOptions): BuiltPackage {
  const { root, out, architecture, release, compression } = options;
  const made = sourceSeconds(root);
  const stage = mkdtempSync(join(tmpdir(), 'tiski-package-'));
  const mask = process.umask(0o022);
  try {
    putRelease(options, join(stage, releaseFolder), made);
    for (const { from, to, executable, packed } of layout) {
      const content = readFileSync(join(root, from));
      put(join(stage, to), packed ? gzipSync(content, { level: 9 }) : content, executable);
    }
    if (options.updates !== undefined) putUpdates(options.updates, join(stage, updatesFolder));
    put(join(stage, documents, 'changelog.gz'), gzipSync(changelogOf(release, made), { level: 9 }));
    chmodSync(stage, 0o755);
    const installed = kibibytes(stage);
    put(join(stage, 'DEBIAN', 'control'), controlOf({ release, architecture, installed }));
    put(join(stage, 'DEBIAN', 'md5sums'), sums(stage));
    for (const name of maintainerScripts)
      put(join(stage, 'DEBIAN', name), readFileSync(join(root, 'provisioning/package/scripts', name)), true);

    mkdirSync(out, { recursive: true });
    const file = join(out, `tiski-appliance_${debianVersion(release)}_${architecture}.deb`);
    const words = [
      '--root-owner-group',
      `-Z${compression}`,
      '--threads-max=1',
      '--build',
      stage,
      `${file}.new`,
    ];
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(made), LC_ALL: 'C.UTF-8' };
    const { status, stderr, error } = spawnSync('dpkg-deb', words, { env, encoding: 'utf8' });
    if (status !== 0) throw new TiskiError('release-refused', `dpkg-deb: ${error?.message ?? stderr}`);
    renameSync(`${file}.new`, file);
    const bytes = readFileSync(file);
    return { file, bytes: bytes.length, installed, sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    process.umask(mask);
    rmSync(stage, { recursive: true });
  }
}

/** The release as an update brings it, and the licences of what is in it. */
function putRelease({ root, architecture, release }: PackageOptions, folder: string, made: number): void {
  const name = nodeNames[architecture];
  const checkout = checkoutFor(root, name);
  try {
    const built = `${new Date(made * 1000).toISOString().slice(0, 19)}Z`;
    buildRelease({
      disk: realDisk,
      root: checkout.root,
      out: folder,
      architecture: name,
      version: release,
      built,
      notes,
    });
    const licences = gzipSync(licencesOf(checkout.root), { level: 9 });
    put(join(folder, '..', '..', '..', documents, 'third-party-licences.gz'), licences);
  } finally {
    checkout.remove();
  }
}

/** @throws TiskiError `setting-invalid`, `release-refused` */
function putUpdates(from: string, to: string): void {
  readSettings(realDisk, from);
  const root = readFileSync(join(from, factoryRootName));
  if (!provenRoot(root)) throw new TiskiError('release-refused', `${factoryRootName} is no root of trust`);
  put(join(to, settingsName), readFileSync(join(from, settingsName)));
  put(join(to, factoryRootName), root);
}

function put(file: string, content: string | Buffer, executable = false): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, executable ? 0o755 : 0o644);
}

/** As dpkg-gencontrol counts: whole KiB for each file, one for each folder. */
function kibibytes(folder: string): number {
  return below(folder).reduce((sum, path) => {
    const stat = lstatSync(join(folder, path));
    return sum + (stat.isDirectory() ? 1 : Math.ceil(stat.size / 1024));
  }, 0);
}

/** For `dpkg --verify`. */
function sums(stage: string): string {
  return below(stage)
    .filter(path => !path.startsWith('DEBIAN') && lstatSync(join(stage, path)).isFile())
    .map(
      path =>
        `${createHash('md5')
          .update(readFileSync(join(stage, path)))
          .digest('hex')}  ${path}\n`,
    )
    .join('');
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
