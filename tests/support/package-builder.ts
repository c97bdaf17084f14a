import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** A Debian package as `tiski package` made it. */
export interface PackageBuild {
  readonly file: string;
  readonly bytes: number;
  /** KiB. */
  readonly installed: number;
  readonly sha256: string;
}

export interface PackageBuildOptions {
  readonly architecture: 'amd64' | 'arm64';
  readonly out: string;
  readonly release: string;
  readonly compress: 'xz' | 'none';
}

/** Builds the package by the command that everybody uses. */
export function buildPackage({ architecture, out, release, compress }: PackageBuildOptions): PackageBuild {
  const program = join(root, 'firmware', 'bin', 'tiski.js');
  const words = [
    'package',
    '--arch',
    architecture,
    '--out',
    out,
    '--release',
    release,
    '--compress',
    compress,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
  const [, file = '', bytes, installed, sha256 = ''] =
    /^(.+\.deb)\n(\d+) bytes, (\d+) KiB installed\nSHA-256 (\w+)$/m.exec(stdout) ?? [];
  if (status !== 0 || file === '') throw new Error(`tiski package: ${stdout}${stderr}`);
  return { file, bytes: Number(bytes), installed: Number(installed), sha256 };
}
