import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TiskiError } from '../../../platform/error';
import { describePlace, type LinePlace } from '../line-place';

/** Where onoff looks, and nowhere else. */
export const sysfsRoot = '/sys/class/gpio';

export interface SysfsChip {
  readonly label: string;
  /** Global number of the chip's line 0. Kernels since 6.6 begin at 512, older ones count down from 511 or begin at 0: never a constant. */
  readonly base: number;
  readonly lines: number;
}

/** The chips of this machine as sysfs names them. */
export function sysfsChips(): SysfsChip[] {
  return readdirSync(sysfsRoot)
    .filter(name => /^gpiochip\d+$/.test(name))
    .flatMap(name => readChip(join(sysfsRoot, name)));
}

function readChip(folder: string): SysfsChip[] {
  const read = (leaf: string) => readFileSync(join(folder, leaf), 'utf8').trim();
  try {
    return [{ label: read('label'), base: Number(read('base')), lines: Number(read('ngpio')) }];
  } catch {
    // Unplugged since the folder was read.
    return [];
  }
}

/**
 * The global number by which sysfs knows the line.
 * @throws TiskiError `gpio-absent`, `gpio-chip-missing`, `gpio-chip-ambiguous`, `gpio-line-missing`, `gpio-unsupported` for a line name
 */
export function globalNumber(chips: readonly SysfsChip[], place: LinePlace): number {
  if (chips.length === 0) throw new TiskiError('gpio-absent');
  if (typeof place.line !== 'number' || place.chip === undefined)
    throw new TiskiError('gpio-unsupported', 'sysfs does not know lines by name: give chip and offset');
  const [chip, second] = chips.filter(({ label }) => label === place.chip);
  if (!chip) {
    const labels = chips.map(({ label }) => `"${label}"`).join(', ');
    throw new TiskiError('gpio-chip-missing', `"${place.chip}"; there are ${labels}`);
  }
  if (second) throw new TiskiError('gpio-chip-ambiguous', describePlace(place));
  if (place.line >= chip.lines)
    throw new TiskiError('gpio-line-missing', `${describePlace(place)}; it has lines 0 to ${chip.lines - 1}`);
  return chip.base + place.line;
}
