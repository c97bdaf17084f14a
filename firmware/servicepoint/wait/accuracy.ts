import type { WaitSample } from './samples';

/** How good estimates were, of customers who had to wait. Minutes. */
export interface Accuracy {
  readonly count: number;
  /** Root mean square error. */
  readonly rmse: number;
  /** Mean absolute error. */
  readonly mae: number;
  /** Mean of actual minus estimate: positive when customers wait longer than they are told. */
  readonly bias: number;
  /** Share of waits within the band before it is rounded, 0-1. */
  readonly coverage: number;
  readonly meanWait: number;
}

/** The sums that `Accuracy` is made of. */
export interface AccuracySums {
  readonly count: number;
  readonly squares: number;
  readonly absolute: number;
  readonly errors: number;
  readonly covered: number;
  readonly waits: number;
}

export const noSums: AccuracySums = { count: 0, squares: 0, absolute: 0, errors: 0, covered: 0, waits: 0 };

export function adding(sums: AccuracySums, { estimate, low, high, actual }: WaitSample): AccuracySums {
  const error = actual - estimate;
  return {
    count: sums.count + 1,
    squares: sums.squares + error * error,
    absolute: sums.absolute + Math.abs(error),
    errors: sums.errors + error,
    covered: sums.covered + (low <= actual && actual <= high ? 1 : 0),
    waits: sums.waits + actual,
  };
}

/** Undefined before the first customer. */
export function accuracyOf({
  count,
  squares,
  absolute,
  errors,
  covered,
  waits,
}: AccuracySums): Accuracy | undefined {
  if (count === 0) return undefined;
  return {
    count,
    rmse: Math.sqrt(squares / count),
    mae: absolute / count,
    bias: errors / count,
    coverage: covered / count,
    meanWait: waits / count,
  };
}
