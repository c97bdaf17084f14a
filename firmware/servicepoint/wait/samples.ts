/** One customer who was told a wait and has been called. Minutes. */
export interface WaitSample {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly actual: number;
}

/** Of those who had to wait the latest, in two orders: whoever takes a number waits for the band, so nothing is sorted for it. */
export interface Samples {
  /** The oldest first. */
  readonly byAge: WaitSample[];
  /** Their estimates in ascending order, of equals the oldest first, and beside each by how many times longer the wait was. */
  readonly estimates: number[];
  readonly errors: number[];
}

export interface SamplesView extends Readonly<Record<'estimates' | 'errors', readonly number[]>> {
  readonly byAge: readonly WaitSample[];
}

/** Customers on whom the band is calibrated. */
const kept = 500;

export function samplesOf(byAge: Iterable<WaitSample>): Samples {
  const samples: Samples = { byAge: [], estimates: [], errors: [] };
  for (const sample of byAge) addSample(samples, sample);
  return samples;
}

export function addSample({ byAge, estimates, errors }: Samples, sample: WaitSample): void {
  const place = firstPlace(estimates, known => known > sample.estimate);
  byAge.push(sample);
  estimates.splice(place, 0, sample.estimate);
  errors.splice(place, 0, (sample.actual + 1) / (sample.estimate + 1));
  if (byAge.length <= kept) return;
  const oldest = byAge.shift()?.estimate ?? 0;
  const left = firstPlace(estimates, known => known >= oldest);
  estimates.splice(left, 1);
  errors.splice(left, 1);
}

/** Errors of the `most` whose estimate was the fewest times larger or smaller, as (actual + 1) / (estimate + 1). */
export function errorsNear(estimate: number, { estimates, errors }: SamplesView, most: number): number[] {
  // Of the windows of that size the first whose ends are, in times, as far below as above.
  let [from, end] = [0, Math.max(0, estimates.length - most)];
  while (from < end) {
    const middle = (from + end) >> 1;
    const [low = 0, high = 0] = [estimates[middle], estimates[middle + most]];
    if ((low + 1) * (high + 1) < (estimate + 1) ** 2) from = middle + 1;
    else end = middle;
  }
  return errors.slice(from, from + most);
}

/** The first place at which it holds, in a list in which it holds from some place on. */
function firstPlace(values: readonly number[], holds: (value: number) => boolean): number {
  let [from, end] = [0, values.length];
  while (from < end) {
    const middle = (from + end) >> 1;
    if (holds(values[middle] ?? 0)) end = middle;
    else from = middle + 1;
  }
  return from;
}
