import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, replaceDurably } from '../disk/durably';
import type { FetchLimits } from '../fetch/fetch-limits';
import type { Transport } from '../fetch/transport';
import { MetadataStore } from './metadata-store';
import { TargetDownload } from './target-download';
import { TrustedRepository } from './trusted-repository';

export interface TufCommandOptions {
  readonly disk: Disk;
  readonly transport: Transport;
  readonly limits: FetchLimits;
  readonly time: Time;
  readonly print: (line: string) => void;
}

/** Not called `.json`: what ends so in the folder is trusted metadata. */
const factoryRootFile = 'factory-root';

export const tufUsage = `usage: tiski tuf --metadata-dir DIR init ROOT
       tiski tuf --metadata-dir DIR --metadata-url URL refresh
       tiski tuf --metadata-dir DIR --metadata-url URL --target-name NAME… --target-base-url URL --target-dir DIR download`;

/**
 * The command-line protocol of the conformance suite of The Update Framework (its `CLIENT-CLI.md`), so that the suite judges the very client that
 * the box uses. Resolves to the exit code.
 */
export async function tufCommand(argv: readonly string[], options: TufCommandOptions): Promise<number> {
  try {
    await run(argv, options);
    return 0;
  } catch (error) {
    options.print(messageOf(error));
    return 1;
  }
}

async function run(argv: readonly string[], options: TufCommandOptions): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'metadata-dir': { type: 'string' },
      'metadata-url': { type: 'string' },
      'target-name': { type: 'string', multiple: true },
      'target-base-url': { type: 'string' },
      'target-dir': { type: 'string' },
    },
  });
  const needed = (name: 'metadata-dir' | 'metadata-url' | 'target-base-url' | 'target-dir'): string => {
    const value = values[name];
    if (value === undefined) throw new TiskiError('setting-invalid', `--${name} is missing\n${tufUsage}`);
    return value;
  };
  const { disk } = options;
  const folder = needed('metadata-dir');
  const [command, rootFile] = positionals;
  if (command === 'init' && rootFile !== undefined) {
    makeFolderDurably(disk, folder);
    const root = disk.read(rootFile);
    replaceDurably(disk, join(folder, factoryRootFile), root);
    return replaceDurably(disk, join(folder, 'root.json'), root);
  }
  if (command !== 'refresh' && command !== 'download') throw new TiskiError('setting-invalid', tufUsage);

  const repository = new TrustedRepository({
    ...options,
    store: new MetadataStore({ disk, folder, factoryRoot: disk.read(join(folder, factoryRootFile)) }),
    metadataUrl: new URL(needed('metadata-url')),
    targetsUrl: new URL(command === 'download' ? needed('target-base-url') : needed('metadata-url')),
  });
  await repository.refresh();
  if (command === 'refresh') return;
  const download = new TargetDownload({ ...options, partFolder: join(folder, 'parts') });
  for (const name of values['target-name'] ?? []) {
    const found = await repository.find(name);
    if (!found) throw new TiskiError('update-not-found', name);
    await download.into(join(needed('target-dir'), encodeURIComponent(name)), found);
  }
}
