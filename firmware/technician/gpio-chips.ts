import { existsSync } from 'node:fs';
import {
  type Chips,
  chipPaths,
  linesOf,
  type OpenChip,
  withChips,
} from '../../hal/drivers/gpio/chardev/chips';
import { findLine } from '../../hal/drivers/gpio/chardev/find-line';
import type { Kernel } from '../../hal/drivers/gpio/chardev/kernel';
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

/** Where the device files are, and what asks the kernel. */
export interface GpioRoots {
  readonly dev: string;
  readonly kernel: () => Kernel;
}

/** @throws TiskiError `gpio-forbidden`, `gpio-native-missing` */
export function gpioChips(roots: GpioRoots): ChipSeen[] {
  const chips = hasCharacterDevice(roots) ? throughCharacterDevice(roots) : throughSysfs();
  return chips.map(chip => ({
    ...chip,
    alone: chips.filter(({ label }) => label === chip.label).length === 1,
  }));
}

/** Who uses the line that the place means, if anybody. @throws TiskiError of the `gpio-` codes if there is no such line */
export function userOfLine(place: LinePlace, roots: GpioRoots): string | undefined {
  if (!hasCharacterDevice(roots)) {
    globalNumber(existsSync(sysfsRoot) ? sysfsChips() : [], place);
    return undefined;
  }
  const kernel = roots.kernel();
  const use = (chips: Chips) => {
    const { chip, offset } = findLine(kernel, chips, place);
    return linesOf(kernel, chip)[offset]?.consumer;
  };
  return withChips(kernel, use, roots.dev);
}

const hasCharacterDevice = ({ dev }: GpioRoots) => chipPaths(dev).length > 0;

type Found = Omit<ChipSeen, 'alone'>;

function throughCharacterDevice(roots: GpioRoots): Found[] {
  const kernel = roots.kernel();
  const use = ({ chips, forbidden }: Chips) => {
    if (forbidden.length > 0)
      throw new TiskiError('gpio-forbidden', `${forbidden.join(', ')}; ${groupsOf(forbidden)}`);
    return chips.flatMap(chip => chipSeen(kernel, chip));
  };
  return withChips(kernel, use, roots.dev);
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
