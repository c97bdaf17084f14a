import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { out, run } from '../commands/terminal';
import { buildDebianPackage, type Compression, type DebianArchitecture } from './debian-package';

interface PackageOptions {
  readonly arch: DebianArchitecture;
  readonly out: string;
  readonly release?: string;
  readonly compress: Compression;
  readonly updates?: string;
}

/** `tiski package`: the Debian package of the appliance, from a checkout, by anybody who may read it. */
export function packageCommand(): Command {
  // dist/ is below the checkout.
  const root = resolve(__dirname, '..');
  return new Command('tiski package')
    .description('build the Debian package of the appliance')
    .addOption(
      new Option('--arch <name>', 'Debian architecture')
        .choices(['amd64', 'arm64'])
        .default(process.arch === 'arm64' ? 'arm64' : 'amd64'),
    )
    .option('--out <folder>', 'where the package goes', '.')
    .option('--release <version>', 'version; that of package.json without', semanticVersion)
    .option(
      '--updates <folder>',
      'its update.json and factory-root say where releases come from and whom the box trusts; without, it takes no updates',
    )
    .addOption(
      new Option('--compress <how>', 'none: larger, but at once').choices(['xz', 'none']).default('xz'),
    )
    .action((options: PackageOptions) =>
      run(() => {
        const { file, bytes, installed, sha256 } = buildDebianPackage({
          root,
          out: resolve(options.out),
          architecture: options.arch,
          release: options.release ?? (require(join(root, 'package.json')) as { version: string }).version,
          compression: options.compress,
          ...(options.updates !== undefined && { updates: resolve(options.updates) }),
        });
        out(`${file}\n${bytes} bytes, ${installed} KiB installed\nSHA-256 ${sha256}\n`);
      }),
    );
}

function semanticVersion(text: string): string {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$/.test(text))
    throw new InvalidArgumentError('Write 1.2.3 or 1.2.3-rc.1.');
  return text;
}
