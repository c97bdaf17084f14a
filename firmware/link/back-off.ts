/** Delays before an attempt, in milliseconds. */
export interface BackOffLimits {
  readonly first: number;
  readonly most: number;
}

/** Quick enough for a broker that restarts, slow enough for 10 000 appliances that lost the same one. */
export const linkBackOff: BackOffLimits = { first: 250, most: 60_000 };

/**
 * Full jitter: a delay drawn evenly between nothing and a ceiling that doubles from `first` to `most`. Of the usual schemes it
 * spreads a crowd best, because after the first attempt nobody is in step with anybody.
 * @param random draws from [0, 1)
 */
export function* backOff(
  random: () => number,
  { first, most }: BackOffLimits = linkBackOff,
): Generator<number, never> {
  for (let ceiling = first; ; ceiling = Math.min(ceiling * 2, most)) yield Math.round(random() * ceiling);
}
