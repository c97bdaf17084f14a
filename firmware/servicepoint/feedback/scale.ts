/** The answers that a question may have; a histogram has one count for each, the lowest first. */
export const scales = {
  /** Four faces: no face in the middle, by design of such units. */
  '1-4': { lowest: 1, highest: 4 },
  '1-5': { lowest: 1, highest: 5 },
  '0-10': { lowest: 0, highest: 10 },
} as const;

export type ScaleName = keyof typeof scales;

/** How often each answer of a scale was given, the lowest first. */
export type Counts = readonly number[];

export function stepsOf(scale: ScaleName): number {
  return scales[scale].highest - scales[scale].lowest + 1;
}

export function isOnScale(scale: ScaleName, answer: number): boolean {
  return Number.isInteger(answer) && answer >= scales[scale].lowest && answer <= scales[scale].highest;
}

export function noCounts(scale: ScaleName): Counts {
  return new Array(stepsOf(scale)).fill(0);
}

/** @throws RangeError for an answer that the scale does not have */
export function countsWith(counts: Counts, scale: ScaleName, answer: number): Counts {
  if (!isOnScale(scale, answer)) throw new RangeError(`${answer} is not on the scale ${scale}`);
  const place = answer - scales[scale].lowest;
  return counts.map((count, index) => (index === place ? count + 1 : count));
}

/** Never fewer than none: a replay that begins with a later day does not know all that was taken from. */
export function without(counts: Counts, taken: Counts): Counts {
  return counts.map((count, index) => Math.max(0, count - (taken[index] ?? 0)));
}

export function totalOf(counts: Counts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
