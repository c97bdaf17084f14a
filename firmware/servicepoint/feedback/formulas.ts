import { type Counts, type ScaleName, scales, totalOf } from './scale';

/**
 * The figures of counted answers (FBK-08 to FBK-10, FBK-23). Each has a definition that can be printed beside it, and says of how many answers it is, because a
 * share of six answers is not a share of six hundred.
 */

/** A share in [0, 1] and where it lies with 95 % confidence. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface Csat {
  readonly answers: number;
  readonly mean: number;
  readonly satisfied: Share;
}

export interface Ces {
  readonly answers: number;
  /** Less is better. */
  readonly mean: number;
  readonly littleEffort: Share;
}

export interface Nps {
  readonly answers: number;
  /** -100 … +100 */
  readonly score: number;
  readonly promoters: Share;
  readonly detractors: Share;
}

/**
 * Customer satisfaction: the share of the two best answers ("top two box"), and the mean of the answers. Both are in use under one name, so
 * both are given. On four faces the two best are the two happy ones; its mean is on another scale than that of five.
 * @returns nothing without answers
 */
export function csatOf(counts: Counts, scale: ScaleName): Csat | undefined {
  const answers = totalOf(counts);
  if (answers === 0) return undefined;
  return { answers, mean: meanOf(counts, scale), satisfied: shareOf(counts.slice(-2), answers) };
}

/**
 * Customer effort, as first asked (Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", Harvard Business Review, July-August 2010): "how much effort", 1 very
 * little to 5 very much; the mean, less is better, and the share of the two lowest. Not the later agreement scale, where more is better.
 * @returns nothing without answers
 */
export function cesOf(counts: Counts, scale: ScaleName): Ces | undefined {
  const answers = totalOf(counts);
  if (answers === 0) return undefined;
  return { answers, mean: meanOf(counts, scale), littleEffort: shareOf(counts.slice(0, 2), answers) };
}

/**
 * Net Promoter Score (Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003): per cent of 9 and 10 minus per cent of 0 to 6.
 * @param counts of 0 to 10
 * @returns nothing without answers
 */
export function npsOf(counts: Counts): Nps | undefined {
  const answers = totalOf(counts);
  if (answers === 0) return undefined;
  const promoters = shareOf(counts.slice(9), answers);
  const detractors = shareOf(counts.slice(0, 7), answers);
  return { answers, score: 100 * (promoters.share - detractors.share), promoters, detractors };
}

function meanOf(counts: Counts, scale: ScaleName): number {
  const { lowest } = scales[scale];
  return counts.reduce((sum, count, place) => sum + count * (lowest + place), 0) / totalOf(counts);
}

/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959964;

/** With the score interval of Wilson (Journal of the American Statistical Association 22, 1927), which holds for few answers as well. */
function shareOf(counts: Counts, answers: number): Share {
  const share = totalOf(counts) / answers;
  const spread = z * Math.sqrt((share * (1 - share)) / answers + z ** 2 / (4 * answers ** 2));
  const middle = share + z ** 2 / (2 * answers);
  const scale = 1 + z ** 2 / answers;
  return {
    share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}
