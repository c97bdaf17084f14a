import { isAbsolute, join } from 'node:path';

/** The folder of the repository, from the sources and from the bundle alike. */
const root = join(__dirname, '..');

/** Scripts and styles of the pages, once they are built. */
export const assetsFolder = join(root, 'dist', 'assets');

/** Where the presets are. */
export const scenarioFolder = join(root, 'simulator', 'scenarios');

/** The path of one of the example sites, by its name without ending; an absolute path as it is. */
export function siteFile(name: string): string {
  return isAbsolute(name) ? name : join(root, 'simulator', 'sites', `${name}.yaml`);
}
