import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DebianRoot } from '../support/debian-root';
import { buildPackage } from '../support/package-builder';
import { packageLife } from '../support/package-life';
import { bootedDebian } from './booted-debian';

const systems = [
  { suite: 'bookworm', architecture: 'amd64' },
  { suite: 'trixie', architecture: 'amd64' },
  { suite: 'bookworm', architecture: 'arm64' },
] as const;

/** What a box has beside the smallest Debian: what the package depends on. */
const include = '--include=systemd,udev,libstdc++6';

/**
 * Builds the package for both architectures, the same bytes twice, and lives its life from installation to purge in fresh systems of Debian 12 and 13, by chroot and
 * booted; that of arm64 by chroot under user emulation.
 */
export async function debianPackage(): Promise<object> {
  const work = mkdtempSync(join(tmpdir(), 'tiski-debian-'));
  try {
    const sizes: Record<string, object> = {};
    const packages = new Map<string, readonly [string, string]>();
    for (const architecture of ['amd64', 'arm64'] as const) {
      const build = (release: string, folder: string, compress: 'xz' | 'none' = 'none') =>
        buildPackage({ architecture, out: join(work, folder), release, compress });
      const { bytes, installed } = build('0.1.0', 'ships', 'xz');
      const first = build('0.1.0', 'first');
      if (build('0.1.0', 'again').sha256 !== first.sha256)
        throw new Error(`${architecture}: not the same bytes twice`);
      sizes[architecture] = { bytes, installedKiB: installed };
      packages.set(architecture, [first.file, build('0.1.1', 'second').file]);
    }
    if (spawnSync('update-binfmts', ['--enable', 'qemu-aarch64']).status !== 0)
      throw new Error(
        'programs for arm64 cannot be run here: mount -t binfmt_misc none /proc/sys/fs/binfmt_misc',
      );
    const lives: object[] = [];
    for (const { suite, architecture } of systems) {
      const folder = join(work, `${suite}-${architecture}`);
      mkdirSync(folder);
      const words = [`--arch=${architecture}`, '--variant=minbase', include, suite, folder, mirror()];
      const { status, stdout } = spawnSync('debootstrap', words, { encoding: 'utf8', maxBuffer: 2 ** 26 });
      if (status !== 0) throw new Error(`debootstrap ${suite}: ${stdout.slice(-2000)}`);
      const [first = '', second = ''] = packages.get(architecture) ?? [];
      const life = await packageLife({ root: new DebianRoot({ folder }), first, second });
      // systemd does not start under user emulation.
      const booted = architecture === 'amd64' && (await bootedDebian(folder, first, second));
      lives.push({ ...life, ...(booted && { booted }) });
      rmSync(folder, { recursive: true });
    }
    return { sizes, lives };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Where this machine has its Debian packages from. */
function mirror(): string {
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI)'], { encoding: 'utf8' });
  const [first] = stdout.split('\n').filter(uri => /\/debian\/?$/.test(uri));
  if (!first) throw new Error(`apt knows no Debian mirror: ${readFileSync('/etc/debian_version', 'utf8')}`);
  return first;
}
