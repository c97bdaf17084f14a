import { spawnSync } from 'node:child_process';

/**
 * Makes sure that Debian packages are there: installs them as root, else stops with the exact command to run. A tier is never left
 * out because something is missing.
 */
export function ensureDebianPackages(names: readonly string[]): void {
  const missing = [...new Set(names)].filter(name => !isInstalled(name));
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    process.stdout.write(
      `The tests need Debian packages. Run:\n  sudo apt-get update && sudo ${install.join(' ')}\n`,
    );
    process.exit(1);
  }
  process.stdout.write(`installing ${missing.join(', ')}\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of [['apt-get', 'update'], install]) {
    const [program = '', ...args] = command;
    const { status, stderr } = spawnSync(program, args, { env: environment, encoding: 'utf8' });
    if (status === 0) continue;
    process.stdout.write(`${command.join(' ')} failed:\n${stderr}\n`);
    process.exit(1);
  }
}

function isInstalled(name: string): boolean {
  const { stdout } = spawnSync('dpkg', ['--status', name], { encoding: 'utf8' });
  return stdout.includes('\nStatus: install ok installed\n');
}
