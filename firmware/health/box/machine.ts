import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../../../hal/platform/durable-file';

/** The machine that the program runs on, as its kernel shows it. */
export interface Machine {
  /** What stands at a path such as `/sys/class/thermal`, without the white space around it; nothing if it cannot be read. */
  text(path: string): Promise<string | undefined>;
  /** Names in a folder; none if it cannot be read. */
  names(folder: string): Promise<readonly string[]>;
  /** Whether a time server keeps the clock; nothing if the kernel does not say. */
  clockSynced(): boolean | undefined;
}

/**
 * @param root `/`, or a folder that holds `sys` and `proc` of another machine
 * @param clockSynced of the kernel (`kernel-clock.ts`)
 */
export function machineAt(root: string, clockSynced: () => boolean | undefined): Machine {
  return {
    async text(path) {
      const content = await readIfThere(join(root, path)).catch(() => undefined);
      return content?.trim();
    },
    names: folder => readdir(join(root, folder)).catch(() => []),
    clockSynced,
  };
}
