import type { CatalogueCode } from '../../../hal/platform/catalogue';
import type { Readings } from './readings';

const mebibyte = 1024 * 1024;

/** Something that may be wrong with the box: between the two bounds it stays as it was. */
export interface Condition {
  readonly code: CatalogueCode;
  /** `failed`: the box does not do what it is for. `warning`: it soon may not. */
  readonly level: 'failed' | 'warning';
  /** Whether it is so by these readings; nothing between the bounds, or when the machine does not tell. */
  readonly holds: (readings: Readings) => boolean | undefined;
}

/** True from `bad` on, false from `good` on, whichever of the two is higher. */
function between(value: number | undefined, { bad, good }: { readonly bad: number; readonly good: number }) {
  if (value === undefined) return undefined;
  const sign = bad > good ? 1 : -1;
  if (sign * value >= sign * bad) return true;
  return sign * value <= sign * good ? false : undefined;
}

/**
 * Warnings come before the failure (DIA-01). Why these bounds: a Raspberry Pi slows down from 80 degrees on; a quarter of a full journal
 * (128 MiB) and the files of an update must fit on the disk; eMMC counts its life in tenths; the program needs 100 MiB.
 */
export const conditions: readonly Condition[] = [
  {
    code: 'box-hot',
    level: 'warning',
    holds: ({ temperature }) => between(temperature, { bad: 75, good: 70 }),
  },
  { code: 'box-under-voltage', level: 'warning', holds: ({ underVoltage }) => underVoltage },
  { code: 'box-throttled', level: 'warning', holds: ({ throttled }) => throttled },
  {
    code: 'disk-full',
    level: 'failed',
    holds: ({ diskFree }) => between(diskFree, { bad: 16 * mebibyte, good: 24 * mebibyte }),
  },
  {
    code: 'disk-low',
    level: 'warning',
    holds: ({ diskFree }) => between(diskFree, { bad: 256 * mebibyte, good: 320 * mebibyte }),
  },
  {
    code: 'disk-worn',
    level: 'warning',
    holds: ({ flashWear, flashSpares }) =>
      flashWear === undefined && flashSpares === undefined
        ? undefined
        : (flashWear ?? 0) >= 0.9 || (flashSpares ?? 0) >= 2,
  },
  {
    code: 'memory-low',
    level: 'warning',
    holds: ({ memoryFree }) => between(memoryFree, { bad: 64 * mebibyte, good: 96 * mebibyte }),
  },
  {
    code: 'program-large',
    level: 'warning',
    holds: ({ ownMemory }) => between(ownMemory, { bad: 256 * mebibyte, good: 192 * mebibyte }),
  },
  {
    code: 'clock-unsynced',
    level: 'warning',
    holds: ({ clockSynced }) => (clockSynced === undefined ? undefined : !clockSynced),
  },
  {
    code: 'program-slow',
    level: 'warning',
    holds: ({ loopDelay }) => between(loopDelay, { bad: 200, good: 100 }),
  },
  { code: 'box-busy-long', level: 'warning', holds: ({ load }) => between(load, { bad: 4, good: 2 }) },
];
