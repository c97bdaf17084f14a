import { join } from 'node:path';

/** The folder of the repository, from the sources and from the bundle alike. */
const root = join(__dirname, '..');

/** The path of one of the example sites, by its name without ending. */
export function siteFile(name: string): string {
  return join(root, 'simulator', 'sites', `${name}.yaml`);
}
