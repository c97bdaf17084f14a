import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** What a box says under `BASE/update/reported`, as far as a rollout reads it. */
const BoxReport = Type.Object({
  version: Type.String(),
  state: Type.String(),
  release: Type.Union([Type.String(), Type.Null()]),
  /** RFC 3339 */
  since: Type.Union([Type.String(), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type BoxReport = Static<typeof BoxReport>;

/** Nothing for what is none. */
export function readBoxReport(text: string): BoxReport | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Value.Check(BoxReport, parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export type Outcome = 'untouched' | 'trying' | 'proven' | 'failed' | 'silent';

/**
 * What a release has come to on a box. Proven is only a box that runs what it says it has kept.
 * @param silence ms
 */
export function outcomeOf(
  { version, state, release, since }: BoxReport,
  wanted: string,
  now: number,
  silence: number,
): Outcome {
  if (release !== wanted) return 'untouched';
  if (state === 'rolled-back' || state === 'failed') return 'failed';
  if (state === 'committed') return version === wanted ? 'proven' : 'failed';
  if (state !== 'starting' && state !== 'trial') return 'untouched';
  const begun = since === null ? Number.NaN : Date.parse(since);
  return now - begun > silence ? 'silent' : 'trying';
}

export interface Tally {
  /** Boxes of the stage. */
  readonly boxes: number;
  /** Those that have ever said anything. */
  readonly heard: number;
  readonly trying: number;
  readonly proven: number;
  /** With those that have fallen silent. */
  readonly failed: number;
  /** Reasons that boxes gave, the most frequent first. */
  readonly reasons: readonly (readonly [reason: string, boxes: number])[];
}

export function tallyOf(
  reports: readonly (BoxReport | undefined)[],
  wanted: string,
  now: number,
  silence: number,
): Tally {
  const counts = { trying: 0, proven: 0, failed: 0, silent: 0, untouched: 0 };
  const reasons = new Map<string, number>();
  let heard = 0;
  for (const report of reports) {
    if (!report) continue;
    heard += 1;
    const outcome = outcomeOf(report, wanted, now, silence);
    counts[outcome] += 1;
    if (outcome !== 'failed' && outcome !== 'silent') continue;
    const reason = outcome === 'silent' ? 'not heard of again' : (report.reason ?? 'no reason');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const { trying, proven, failed, silent } = counts;
  return {
    boxes: reports.length,
    heard,
    trying,
    proven,
    failed: failed + silent,
    reasons: [...reasons].sort(([, a], [, b]) => b - a),
  };
}
