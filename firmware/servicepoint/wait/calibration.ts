import type { Tails } from './learning';
import { errorsNear, type SamplesView, type WaitSample } from './samples';

/** Minutes, not rounded. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Of the kept customers, those whose estimates were nearest: the bucket in which errors are compared. */
const nearest = 150;

/** With fewer the errors are mixed with those of an office as the textbook has it. */
const enough = 40;

/** Share of waits aimed at below and above the band: 80 % lie in it. */
const aim = 0.1;

/** How fast the aim follows what really happened, per customer. */
const pace = 0.002;

/** Errors as (actual + 1) / (estimate + 1) before there are any: those of a queue of a few customers. */
const textbook = [0.35, 0.5, 0.6, 0.7, 0.78, 0.85, 0.92, 1, 1.07, 1.15, 1.25, 1.35, 1.5, 1.7, 2.1];

/**
 * The band that holds 80 % of the waits, from how far waits like this one were off (split conformal prediction; Vovk, Gammerman and
 * Shafer 2005). Waits of one day resemble each other, so the tails are corrected by what really happened (`corrected`).
 */
export function bandOf(estimate: number, samples: SamplesView, tails: Tails): Band {
  const mixed = samples.byAge.length < enough ? textbook : [];
  // Bare numbers, which are sorted in a quarter of the time: every number given waits for this.
  const errors = Float64Array.from(errorsNear(estimate, samples, nearest).concat(mixed)).sort();
  return {
    low: Math.max(0, quantile(errors, tails.low) * (estimate + 1) - 1),
    high: Math.max(0, quantile(errors, 1 - tails.high) * (estimate + 1) - 1),
  };
}

/** Adaptive conformal inference (Gibbs and Candès 2021), for each end of the band by itself. */
export function corrected(tails: Tails, { low, high, actual }: WaitSample): Tails {
  return {
    low: limited(tails.low + pace * (aim - (actual < low ? 1 : 0))),
    high: limited(tails.high + pace * (aim - (actual > high ? 1 : 0))),
  };
}

/** How fast the trim follows the mean error, per customer: over months, so that it follows neither chance nor a change in the work. */
const trimPace = 1 / 4000;

/** A larger systematic error has a cause that the trim would only hide: a roster that is not kept, presses that are forgotten. */
const mostTrim = 0.02;

/**
 * What estimates are multiplied by, for what no roster knows: advisors who are called away. Follows the mean error until it is nothing.
 * @param usual mean of the waits, minutes
 */
export function retrimmed(trim: number, { estimate, actual }: WaitSample, usual: number): number {
  const next = trim + (trimPace * (actual - estimate)) / Math.max(5, usual);
  return Math.min(1 + mostTrim, Math.max(1 - mostTrim, next));
}

function limited(tail: number): number {
  return Math.min(0.2, Math.max(0.02, tail));
}

/** Of sorted values, between neighbours; the place is that of conformal prediction, (n + 1) times the share. */
function quantile(sorted: Float64Array, share: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1));
  const below = Math.floor(place);
  const [low = 1, high = low] = sorted.subarray(below, below + 2);
  return low + (place - below) * (high - low);
}
