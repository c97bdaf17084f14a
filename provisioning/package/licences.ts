import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** Licences of all packages that may be in the programs or beside them, by the lock file: whoever gives away the package gives these as well. */
export function licencesOf(root: string): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, locked]) => ({ folder, locked, text: licenceIn(join(root, folder)) }))
    .filter(({ text }) => text !== undefined)
    .map(({ folder, locked: { version = '', license = 'see below' }, text }) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return `==== ${name} ${version}: ${license}\n\n${text}\n`;
    })
    .join('\n');
}

/** Of an installed package; undefined if it is not, as those of other architectures. */
function licenceIn(folder: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return undefined;
  }
  return names
    .filter(name => /^(licen[cs]e|copying|notice)/i.test(name))
    .map(name => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');
}
