/** Delays before an attempt, in milliseconds. */
export interface BackOffLimits {
  readonly first: number;
  readonly most: number;
  /** Shortest delay once the longest is `most`; none if left out. */
  readonly least?: number;
}

/**
 * Quick enough for a broker that restarts, slow enough for 10 000 appliances that lost the same one: after 10 minutes without it they come back in
 * 10 minutes, at most 50 in a second. No schedule does that in much less, as 10 000 at 50 a second are 200 s. After shorter outages more come at once: up to
 * some 70 in a second after 5 minutes, 230 after one. What it costs one box alone: it usually notices a broker's return within the time that the outage
 * lasted, after a long one 3.7 minutes late on average and 9.7 at most.
 */
export const linkBackOff: BackOffLimits = { first: 250, most: 580_000, least: 290_000 };

/** For a broker that is there but throws the box out: nobody else is in that case, so it need not wait for a crowd. */
export const thrownOutBackOff: BackOffLimits = { first: 250, most: 60_000 };

/**
 * Full jitter: a delay drawn evenly between nothing and a ceiling that doubles from `first` to `most`. Of the usual schemes it
 * spreads a crowd best, because after the first attempt nobody is in step with anybody. Once a crowd is spread, `least` makes it no more
 * even, but asks less often.
 * @param random draws from [0, 1)
 */
export function* backOff(
  random: () => number,
  { first, most, least = 0 }: BackOffLimits = linkBackOff,
): Generator<number, never> {
  for (let ceiling = first; ceiling < most; ceiling *= 2) yield Math.round(random() * ceiling);
  for (;;) yield Math.round(least + random() * (most - least));
}
