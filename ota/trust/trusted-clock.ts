import type { CatalogueCode } from '../../hal/platform/catalogue';

/** The instant that expiry is judged by, and what is doubtful about it. */
export interface TrustedInstant {
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  readonly doubt?: Extract<CatalogueCode, 'update-clock-behind' | 'update-clock-ahead'>;
}

/** A clock that is further than this from what is proven is wrong: a box is supported for 5 years (OTA-07), and lies on a shelf for some, ms. */
const farthest = 10 * 365 * 86_400_000;

/**
 * The box has no battery clock, and a clock that an attacker can set would make stale metadata fresh. So time only moves forward from proof: the
 * proof is the youngest signed instant that this box has seen (when its release was built, when its timestamp was issued). A clock
 * behind the proof is replaced by it; the clock itself never becomes proof, so that one wrong day does no lasting harm.
 */
export function trustedInstant(clock: number, proven: number | undefined): TrustedInstant {
  if (proven === undefined) return { at: clock };
  if (clock < proven) return { at: proven, doubt: 'update-clock-behind' };
  if (clock - proven > farthest) return { at: clock, doubt: 'update-clock-ahead' };
  return { at: clock };
}

/** When a timestamp was signed, if its repository says so in the signed field `issued`; ms. */
export function issuedAt(timestamp: Buffer): number | undefined {
  try {
    const issued: unknown = JSON.parse(timestamp.toString('utf8'))?.signed?.issued;
    const at = typeof issued === 'string' ? Date.parse(issued) : Number.NaN;
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
