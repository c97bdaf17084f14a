import type { Hal } from '../../../hal/hal';
import type { Time } from '../../../hal/platform/time';
import type { Link } from '../../link/link';
import type { Runtime } from '../../runtime';
import type { BoxWatch } from '../box-watch';
import type { Family, Sample } from './exposition';

/** Where the numbers come from. */
export interface MetricSource {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly link: Pick<Link, 'status'> | undefined;
  readonly box: Pick<BoxWatch, 'health' | 'readings' | 'clock'> | undefined;
  readonly version: string;
  readonly time: Time;
}

/** A family and how its samples are had at the moment of a scrape. */
export interface Metric extends Family {
  readonly read: (source: MetricSource) => readonly Sample[];
}

/** The one sample of a number that may not be known. */
export function one(value: number | boolean | undefined): readonly Sample[] {
  return value === undefined ? [] : [{ value: Number(value) }];
}

const healths = ['ok', 'failed', 'unknown'] as const;

/** Three samples, the one that is so 1: a state that is missing would be taken for a device that is gone. */
export function oneOfThree(
  health: (typeof healths)[number],
  labels: Readonly<Record<string, string>> = {},
): readonly Sample[] {
  return healths.map(state => ({ labels: { ...labels, state }, value: Number(state === health) }));
}
