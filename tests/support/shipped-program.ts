import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/**
 * The bundled program laid out as on a box, without the sources whose freshness a development checkout looks at before each start.
 *
 * @returns what starts it
 */
export function shippedProgram(folder: string): string {
  mkdirSync(folder);
  for (const part of ['dist', 'package.json', join('firmware', 'bin')])
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: source => !source.endsWith('.map') && !source.endsWith('.compile-cache'),
    });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'firmware', 'bin', 'tiski.js');
}
