import type { CrashWanted } from './crash/enumerate';
import type { DayPlan } from './day/plan';

/** A town with its seed and what happens on each of its days. */
export interface LifeWanted {
  readonly seed: number | string;
  readonly plans: readonly DayPlan[];
}

/** What a worker is asked for. */
export type Wanted = LifeWanted | { readonly crash: CrashWanted };

/** Of what came to no end. */
export const nothing = {
  calls: 0,
  cuts: 0,
  distinct: 0,
  started: 0,
  lived: 0,
  faults: 0,
  tickets: 0,
  facts: 0,
  updates: 0,
  course: 'none',
} as const;
