/** Weight, sum and sum of squares of what was seen, of which the old counts ever less. */
export interface Moments {
  readonly weight: number;
  readonly sum: number;
  readonly squares: number;
}

export const noMoments: Moments = { weight: 0, sum: 0, squares: 0 };

/** How many values count in the long run: about a week of a busy point, so that a slower month is followed within days. */
export const memory = 400;

export function remembering(moments: Moments, value: number): Moments {
  const kept = 1 - 1 / memory;
  return {
    weight: moments.weight * kept + 1,
    sum: moments.sum * kept + value,
    squares: moments.squares * kept + value * value,
  };
}

/** The mean, drawn towards `prior` as if that had been seen `strength` times. */
export function shrunkMean(
  { weight, sum }: Omit<Moments, 'squares'>,
  prior: number,
  strength: number,
): number {
  return (sum + strength * prior) / (weight + strength);
}

/** The variance, drawn towards `prior` in the same way. */
export function shrunkVariance(moments: Moments, prior: number, strength: number): number {
  const { weight, sum, squares } = moments;
  const spread = weight > 0 ? Math.max(0, squares - (sum * sum) / weight) : 0;
  return (spread + strength * prior) / (weight + strength);
}
