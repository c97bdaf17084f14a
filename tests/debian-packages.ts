import { spawnSync } from 'node:child_process';

/**
 * Makes sure that Debian packages are there: installs them as root, else stops with the exact command to run. A tier is never left
 * out because something is missing.
 */
export function ensureDebianPackages(names: readonly string[]): void {
  const missing = [...new Set(names)].filter(name => !isInstalled(name));
  if (missing.length === 0) return;
  const install = () => ['apt-get', 'install', '-y', '--no-install-recommends', ...missing.map(inStep)];
  if (process.getuid?.() !== 0) {
    process.stdout.write(
      `The tests need Debian packages. Run:\n  sudo apt-get update && sudo ${install().join(' ')}\n`,
    );
    process.exit(1);
  }
  process.stdout.write(`installing ${missing.join(', ')}\n`);
  run(['apt-get', 'update']);
  // What can be had is known now.
  run(install());
}

function run(command: readonly string[]): void {
  const [program = '', ...args] = command;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status === 0) return;
  process.stdout.write(`${command.join(' ')} failed:\n${stderr}\n`);
  process.exit(1);
}

function isInstalled(name: string): boolean {
  return versionOf(name) !== undefined;
}

function versionOf(name: string): string | undefined {
  const { stdout } = spawnSync('dpkg', ['--status', name], { encoding: 'utf8' });
  if (!stdout.includes('\nStatus: install ok installed\n')) return undefined;
  return /^Version: (.+)$/m.exec(stdout)?.[1];
}

/** Parts of one program, which Debian has in one version at a time on a machine. */
const parts = ['chromium', 'chromium-headless-shell'];

/** With the version of the part that is there, where it can still be had: a test does not upgrade anybody's browser. */
function inStep(name: string): string {
  if (!parts.includes(name)) return name;
  const version = parts.map(versionOf).find(found => found !== undefined);
  const { stdout } = spawnSync('apt-cache', ['madison', name], { encoding: 'utf8' });
  const offered = stdout.split('\n').map(line => line.split('|')[1]?.trim());
  return version !== undefined && offered.includes(version) ? `${name}=${version}` : name;
}
