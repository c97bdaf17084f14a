import { existsSync } from 'node:fs';
import { chipPaths, linesOf, type OpenChip, withChips } from '../../hal/drivers/gpio/chardev/chips';
import { findLine } from '../../hal/drivers/gpio/chardev/find-line';
import { type Kernel, loadKernel } from '../../hal/drivers/gpio/chardev/kernel';
import type { LinePlace } from '../../hal/drivers/gpio/line-place';
import { groupsOf } from '../../hal/drivers/gpio/owning-group';
import { globalNumber, sysfsChips, sysfsRoot } from '../../hal/drivers/gpio/sysfs/chips';
import { TiskiError } from '../../hal/platform/error';

export interface LineSeen {
  readonly offset: number;
  /** Empty if it has none. */
  readonly name: string;
  /** Who uses it; nothing while it is free, or where the kernel does not say. */
  readonly consumer?: string;
}

export interface ChipSeen {
  readonly label: string;
  /** Whether the kernel says who uses a line. sysfs does not. */
  readonly tellsUsers: boolean;
  /** Whether the label names this chip alone. */
  readonly alone: boolean;
  readonly lines: readonly LineSeen[];
}

/** @throws TiskiError `gpio-forbidden`, `gpio-native-missing` */
export function gpioChips(): ChipSeen[] {
  const chips = hasCharacterDevice() ? throughCharacterDevice() : throughSysfs();
  return chips.map(chip => ({
    ...chip,
    alone: chips.filter(({ label }) => label === chip.label).length === 1,
  }));
}

/** Who uses the line that the place means, if anybody. @throws TiskiError of the `gpio-` codes if there is no such line */
export function userOfLine(place: LinePlace): string | undefined {
  if (!hasCharacterDevice()) {
    globalNumber(existsSync(sysfsRoot) ? sysfsChips() : [], place);
    return undefined;
  }
  const kernel = loadKernel();
  return withChips(kernel, chips => {
    const { chip, offset } = findLine(kernel, chips, place);
    return linesOf(kernel, chip)[offset]?.consumer;
  });
}

const hasCharacterDevice = () => chipPaths().length > 0;

type Found = Omit<ChipSeen, 'alone'>;

function throughCharacterDevice(): Found[] {
  const kernel = loadKernel();
  return withChips(kernel, ({ chips, forbidden }) => {
    if (forbidden.length > 0)
      throw new TiskiError('gpio-forbidden', `${forbidden.join(', ')}; ${groupsOf(forbidden)}`);
    return chips.flatMap(chip => chipSeen(kernel, chip));
  });
}

function chipSeen(kernel: Kernel, chip: OpenChip): Found[] {
  try {
    const lines = linesOf(kernel, chip).map(({ offset, name, consumer }) => ({
      offset,
      name,
      ...(consumer !== undefined && { consumer: consumer === '' ? 'the kernel' : consumer }),
    }));
    return [{ label: chip.label, tellsUsers: true, lines }];
  } catch {
    // Unplugged since it was opened.
    return [];
  }
}

function throughSysfs(): Found[] {
  if (!existsSync(sysfsRoot)) return [];
  return sysfsChips().map(({ label, lines }) => ({
    label,
    tellsUsers: false,
    lines: Array.from({ length: lines }, (_, offset) => ({ offset, name: '' })),
  }));
}
