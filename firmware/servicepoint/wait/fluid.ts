import type { Shift } from './team';

/** A counter as a vessel: work is poured onto it and fills the times in which it serves. */
export interface Vessel {
  readonly shifts: readonly Shift[];
  /** Instant until which it is full, ms; Infinity when it never serves again. */
  level: number;
}

export function vessel(shifts: readonly Shift[], level: number): Vessel {
  return { shifts, level: servingFrom(shifts, level) };
}

/**
 * Pours work over the vessels that may take it, always onto the lowest: what first come, first served does to a queue when customers
 * are as fine as water.
 * @param work ms
 */
export function pour(work: number, vessels: readonly Vessel[]): void {
  for (let left = work; left > 0; ) {
    const lowest = Math.min(...vessels.map(({ level }) => level));
    if (lowest === Number.POSITIVE_INFINITY) return;
    const filling = vessels.filter(({ level }) => level === lowest);
    let edge = Number.POSITIVE_INFINITY;
    for (const one of vessels) {
      if (one.level > lowest) edge = Math.min(edge, one.level);
      else edge = Math.min(edge, shiftAt(one)?.to ?? edge);
    }
    const rise = Math.min(edge - lowest, left / filling.length);
    const level = rise === edge - lowest ? edge : lowest + rise;
    for (const one of filling) one.level = servingFrom(one.shifts, level);
    left -= rise * filling.length;
    if (level === lowest) return;
  }
}

/**
 * When the first of the vessels is expected to be free. Water is level where customers are not: while one counter becomes free the others
 * are in the middle of a service, of which `rest` is left on average. So each becomes free at a time spread around its level
 * (exponentially, from `rest` before it), and the first of them sooner than any level.
 * @param rest ms
 */
export function firstFree(vessels: readonly Vessel[], now: number, rest: number): number {
  const ends = vessels
    .filter(({ level }) => level < Number.POSITIVE_INFINITY)
    .map(one => {
      const from = Math.max(now, shiftAt(one)?.from ?? now, one.level - rest);
      return { from: Math.min(from, one.level), mean: one.level - Math.min(from, one.level) };
    })
    .sort((a, b) => a.from - b.from);
  const [first] = ends;
  if (!first) return Number.POSITIVE_INFINITY;
  let expected = first.from;
  let none = 1;
  let rate = 0;
  for (const [index, { mean }] of ends.entries()) {
    if (mean <= 0) return expected;
    rate += 1 / mean;
    const span = (ends[index + 1]?.from ?? Number.POSITIVE_INFINITY) - (ends[index]?.from ?? 0);
    const stays = Math.exp(-rate * span);
    expected += (none * (1 - stays)) / rate;
    none *= stays;
  }
  return expected;
}

function shiftAt({ shifts, level }: Vessel): Shift | undefined {
  return shifts.find(({ from, to }) => from <= level && level < to);
}

/** The first instant from `level` on at which the counter serves. */
function servingFrom(shifts: readonly Shift[], level: number): number {
  for (const { from, to } of shifts) {
    if (level < to) return Math.max(level, from);
  }
  return Number.POSITIVE_INFINITY;
}
