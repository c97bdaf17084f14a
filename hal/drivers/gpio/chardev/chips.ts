import { closeSync, openSync, readdirSync } from 'node:fs';
import type { Kernel } from './kernel';
import {
  type ChipInfo,
  decodeChipInfo,
  decodeLineInfo,
  encodeLineInfo,
  type LineInfo,
  requests,
  sizes,
} from './uapi';

/** A chip with its descriptor open, for as long as `withChips` runs. */
export interface OpenChip extends ChipInfo {
  readonly path: string;
  readonly descriptor: number;
}

export interface Chips {
  readonly chips: readonly OpenChip[];
  /** Device files that are there but may not be opened. */
  readonly forbidden: readonly string[];
}

/** Where the device files of this machine are. */
export const deviceFolder = '/dev';

/** Paths of the chips, in the order of their numbers. */
export function chipPaths(folder = deviceFolder): string[] {
  return readdirSync(folder)
    .filter(name => /^gpiochip\d+$/.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(name => `${folder}/${name}`);
}

/** Opens all chips, which changes nothing on their lines, and closes them again after `use`. */
export function withChips<Result>(
  kernel: Kernel,
  use: (chips: Chips) => Result,
  folder = deviceFolder,
): Result {
  const chips: OpenChip[] = [];
  const forbidden: string[] = [];
  try {
    for (const path of chipPaths(folder)) {
      const descriptor = tryOpen(path, forbidden);
      if (descriptor === undefined) continue;
      const bytes = Buffer.alloc(sizes.chipInfo);
      try {
        kernel.ioctl(descriptor, requests.chipInfo, bytes);
      } catch {
        // Unplugged since the folder was read.
        closeSync(descriptor);
        continue;
      }
      chips.push({ ...decodeChipInfo(bytes), path, descriptor });
    }
    return use({ chips, forbidden });
  } finally {
    for (const { descriptor } of chips) closeSync(descriptor);
  }
}

function tryOpen(path: string, forbidden: string[]): number | undefined {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') forbidden.push(path);
    return undefined;
  }
}

/** @throws KernelError */
export function lineInfo(kernel: Kernel, chip: OpenChip, offset: number): LineInfo {
  const bytes = encodeLineInfo(offset);
  kernel.ioctl(chip.descriptor, requests.lineInfo, bytes);
  return decodeLineInfo(bytes);
}

/** All lines of a chip with their names and users: what a technician wants to see. @throws KernelError */
export function linesOf(kernel: Kernel, chip: OpenChip): LineInfo[] {
  return Array.from({ length: chip.lines }, (_, offset) => lineInfo(kernel, chip, offset));
}
