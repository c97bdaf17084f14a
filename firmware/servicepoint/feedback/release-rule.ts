import { type Draw, drawFrom } from './draw';
import type { FeedbackView, Pool } from './feedback-state';
import { type Counts, totalOf } from './scale';

/**
 * How answers leave the box so that nobody who sees every customer come and go can tell what one of them answered (PRV-04, PRV-05, STA-27;
 * README, "What leaves the box"):
 *
 * 1. Only at full hours, and an answer at the earliest one hour after the end of its own.
 * 2. At least five at a time, and at least five of those who might be among them stay behind.
 * 3. Which ones stay is drawn by chance; those that stay are mixed with what comes later.
 * 4. When, and how many, depends on how many answers there are, never on what they are.
 * 5. Each answer leaves once or never, and no sum of parts is given, so nothing can be subtracted.
 */
export const releaseRule = {
  /** ms */
  hour: 3_600_000,
  /** From the end of the hour of an answer until it can leave, ms. */
  delay: 3_600_000,
  /** Fewest answers that leave together. */
  fewest: 5,
  /** Answers that stay behind. */
  stay: 5,
  /** Presses left out are told in steps of so many. */
  leftOutStep: 5,
} as const;

export function hourOf(at: number): number {
  return Math.floor(at / releaseRule.hour) * releaseRule.hour;
}

/** Answers given before this have waited long enough. */
export function gatheredUpTo(at: number): number {
  return hourOf(at) - releaseRule.delay;
}

/** When an answer of this time has waited long enough. */
export function gatheredAt(at: number): number {
  return hourOf(at) + releaseRule.hour + releaseRule.delay;
}

/** How many of so many answers may leave. */
export function releasable(answers: number): number {
  const leaving = answers - releaseRule.stay;
  return leaving >= releaseRule.fewest ? leaving : 0;
}

/** The answers of a pool that leave, or nothing. */
export function released({ counts }: Pool, { seed, draws }: FeedbackView): Counts | undefined {
  const leaving = releasable(totalOf(counts));
  if (leaving === 0 || seed.length === 0) return undefined;
  const draw: Draw = { seed, number: draws };
  return drawFrom(counts, leaving, draw);
}

export function toldLeftOut(leftOut: number): number {
  return leftOut - (leftOut % releaseRule.leftOutStep);
}
