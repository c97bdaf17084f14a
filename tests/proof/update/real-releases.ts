import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, manifestBytes, manifestName, readManifest } from '../../../ota/format/manifest';
import { restartWords } from './supervised-box';

const root = join(__dirname, '..', '..', '..');

/** Releases and packages as their makers build them, by the command lines of the product. */
export class RealReleases {
  readonly #folder: string;
  readonly #notes: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#notes = join(folder, 'notes.yaml');
    writeFileSync(this.#notes, 'fi: Uutta\nsv: Nytt\nen: News\n');
  }

  /** A new repository with one channel, and the folder with which a package fetches from there: settings and root of trust. @param source its address */
  open(source: string): string {
    this.tool('init', 'stable');
    const updates = join(this.#folder, 'updates');
    mkdirSync(updates);
    const settings = { source, channel: 'stable', rate: 1_000_000, box: { restart: restartWords } };
    writeFileSync(join(updates, 'update.json'), JSON.stringify(settings));
    cpSync(join(this.repository, 'repository/metadata/1.root.json'), join(updates, 'factory-root'));
    return updates;
  }

  /** A checkout of the sources as they stood when boxes could first update by themselves, or of another revision. */
  checkout(revision = firstThatUpdates()): string {
    const sources = join(this.#folder, 'sources', revision.slice(0, 12));
    if (existsSync(sources)) return sources;
    mkdirSync(sources, { recursive: true });
    const archive = execFileSync('git', ['archive', revision], { cwd: root, maxBuffer: 1 << 28 });
    execFileSync('tar', ['x', '-C', sources], { input: archive });
    symlinkSync(join(root, 'node_modules'), join(sources, 'node_modules'));
    return sources;
  }

  /** The Debian package of a checkout, for this machine; updates are on with it. Returns its file. */
  package(sources: string, version: string, updates: string): string {
    const out = join(this.#folder, 'packages');
    const words = ['package', '--out', out, '--release', version, '--updates', updates, '--compress', 'none'];
    const said = tiski(sources, words);
    return /^(\/.+\.deb)$/m.exec(said)?.[1] ?? '';
  }

  /** The release that a package brings, in a folder. */
  releaseIn(debianPackage: string, version: string): string {
    const unpacked = join(this.#folder, 'unpacked', version);
    mkdirSync(unpacked, { recursive: true });
    execFileSync('dpkg-deb', ['--extract', debianPackage, unpacked]);
    return join(unpacked, 'usr', 'lib', 'tiski');
  }

  /** A release of a checkout, in a folder. */
  build(sources: string, version: string, architecture: string = process.arch): string {
    const out = join(this.#folder, 'releases', `${version}-${architecture}`);
    const words = ['release', 'build', out, '--notes', this.#notes, '--root', sources];
    tiski(root, [...words, '--release', version, '--architecture', architecture]);
    return out;
  }

  /** The same release under another version, with its program changed: what a mistake of its makers may ship. */
  spoiled(
    release: string,
    version: string,
    spoil: (program: string) => string,
    program = 'dist/appliance.js',
  ): string {
    const out = join(this.#folder, 'releases', version);
    cpSync(release, out, { recursive: true });
    const manifest = readManifest(readFileSync(join(out, manifestName)));
    const changed: Record<string, string> = {
      [program]: spoil(readFileSync(join(out, program), 'utf8')),
      'package.json': readFileSync(join(out, 'package.json'), 'utf8').replace(manifest.version, version),
    };
    for (const [path, text] of Object.entries(changed)) writeFileSync(join(out, path), text);
    const files = manifest.files.map(file => {
      const text = changed[file.path];
      if (text === undefined) return file;
      return { ...file, size: Buffer.byteLength(text), sha256: digestOf(Buffer.from(text)) };
    });
    writeFileSync(join(out, manifestName), manifestBytes({ ...manifest, version, files }));
    return out;
  }

  /** `tiski release …` in the folder of a repository. */
  tool(...words: readonly string[]): string {
    return tiski(root, ['release', ...words, '--dir', this.repository]);
  }

  get repository(): string {
    return join(this.#folder, 'release');
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function firstThatUpdates(): string {
  const words = ['log', '--diff-filter=A', '--format=%H', '--', 'ota/client/begin-updates.ts'];
  const revision = execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim().split('\n').at(-1);
  if (!revision) throw new Error('this proof needs the history of the sources: clone them with git');
  return revision;
}

function tiski(sources: string, words: readonly string[]): string {
  const env = { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? '1767225600' };
  const program = join(sources, 'firmware', 'bin', 'tiski.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: sources,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`tiski ${words.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}
