/** How long something took, over many customers. Integers throughout, so that whoever counts again gets the same to the last digit. */
export interface Spread {
  readonly count: number;
  /** ms */
  readonly sum: number;
  /** ms; these four are absent when there is nothing to measure. */
  readonly mean?: number;
  readonly p50?: number;
  readonly p90?: number;
  readonly longest?: number;
  /**
   * `minutes[n]`: how many took more than n - 1 and at most n minutes. What months and quarters, and regions of many points, are added up
   * from: percentiles cannot be.
   */
  readonly minutes: number[];
}

const msOfMinute = 60_000;

/** A service day has no more minutes, whatever a clock that was set makes of it; longer ones count as so long. */
export const mostMinutes = 1440;

/** Of single durations, ms: percentiles are values that occurred. */
export function spreadOf(durations: readonly number[]): Spread {
  const sorted = [...durations].sort((a, b) => a - b);
  const minutes: number[] = [];
  for (const duration of sorted) {
    const minute = Math.min(mostMinutes, Math.ceil(duration / msOfMinute));
    while (minutes.length <= minute) minutes.push(0);
    minutes[minute] = (minutes[minute] ?? 0) + 1;
  }
  const sum = sorted.reduce((total, duration) => total + duration, 0);
  const at = (percent: number) => sorted[rank(percent, sorted.length) - 1] ?? 0;
  return { ...described(sorted.length, sum, at(50), at(90), sorted.at(-1) ?? 0), minutes };
}

/** Of several spreads together. Percentiles come from the minutes: the true ones, rounded up to a whole minute. */
export function merged(spreads: readonly Spread[]): Spread {
  const [only, ...others] = spreads.filter(({ count }) => count > 0);
  const parts = only ? [only, ...others] : [];
  const minutes: number[] = [];
  for (const part of parts) {
    for (const [minute, count] of part.minutes.entries()) minutes[minute] = (minutes[minute] ?? 0) + count;
  }
  const count = parts.reduce((total, part) => total + part.count, 0);
  const sum = parts.reduce((total, part) => total + part.sum, 0);
  const longest = parts.reduce((most, { longest = 0 }) => Math.max(most, longest), 0);
  const at = (percent: number) => minuteAt(minutes, rank(percent, count)) * msOfMinute;
  return { ...described(count, sum, at(50), at(90), longest), minutes };
}

function described(
  count: number,
  sum: number,
  p50: number,
  p90: number,
  longest: number,
): Omit<Spread, 'minutes'> {
  if (count === 0) return { count, sum };
  return { count, sum, mean: Math.floor((2 * sum + count) / (2 * count)), p50, p90, longest };
}

/** Nearest rank: the place of the smallest value that at least this part of the values does not exceed. */
function rank(percent: number, count: number): number {
  return Math.ceil((percent * count) / 100);
}

function minuteAt(minutes: readonly number[], wanted: number): number {
  let seen = 0;
  return minutes.findIndex(count => {
    seen += count;
    return seen >= wanted;
  });
}
