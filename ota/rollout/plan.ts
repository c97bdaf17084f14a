/** A stage: so many boxes, or such a share of the fleet. */
export type Stage = { readonly boxes: number } | { readonly share: number };

export interface Plan {
  /** In their order; the last is everybody. */
  readonly stages: readonly Stage[];
  /** More failures than both of these stop the rollout: so many boxes, and such a share of those that have tried. */
  readonly failures: { readonly boxes: number; readonly share: number };
  /** Such a share of the boxes of a stage that can be heard must have proven itself before the next. */
  readonly proven: number;
  /** Such a share of the boxes of a stage must be heard at all. */
  readonly heard: number;
  /** A stage lasts at least so long, ms: what breaks in daily use breaks by day. */
  readonly soak: number;
  /** A box that is about to try, or tries, and is not heard of for so long has failed, ms: one that is bricked says nothing. */
  readonly silence: number;
}

const hour = 3_600_000;

/** For a fleet of thousands; one failure alone may be the box's own fault, two are not. */
export const usualPlan: Plan = {
  stages: [{ boxes: 10 }, { share: 0.01 }, { share: 0.1 }, { share: 0.5 }, { share: 1 }],
  failures: { boxes: 1, share: 0.01 },
  proven: 0.9,
  heard: 0.5,
  soak: 24 * hour,
  silence: 2 * hour,
};

/** Boxes of a stage in a fleet of this size; never fewer than one. */
export function sizeOf(stage: Stage, fleet: number): number {
  return 'boxes' in stage ? Math.min(stage.boxes, fleet) : Math.max(1, Math.floor(stage.share * fleet));
}
