/**
 * Durations of service: log-normal, as measured where people are served (Brown et al., "Statistical Analysis of a Telephone Call Center",
 * JASA 100, 2005, section 4).
 */
export interface Duration {
  /** Minutes. */
  readonly mean: number;
  /** Variance of the logarithm. */
  readonly logVariance: number;
}

/** The mean of what is still to come of a service that has taken `elapsed` minutes. */
export function meanRest({ mean, logVariance }: Duration, elapsed: number): number {
  if (elapsed <= 0) return mean;
  const deviation = Math.sqrt(logVariance);
  const place = (Math.log(elapsed / mean) + logVariance / 2) / deviation;
  const longer = tail(place);
  // So far out nothing has been seen: whoever has stayed so long stays a while.
  if (longer < 1e-4) return mean;
  return Math.max(0, (mean * tail(place - deviation)) / longer - elapsed);
}

/** Share of the standard normal distribution above `z` (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function tail(z: number): number {
  if (z < 0) return 1 - tail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
