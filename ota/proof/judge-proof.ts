import type { CatalogueCode } from '../../hal/platform/catalogue';
import type { Told } from '../window/told';

/** Looks at a release on trial before it must have proven itself, a minute apart. Not a clock: it may be set while the box starts. */
export const mostLooks = 10;

export interface Trial {
  /** The release on trial. */
  readonly release: string;
  /** What was told before it was started. */
  readonly before: Told;
  /** What is told now; nothing if nobody answers. */
  readonly after: Told | undefined;
  /** Which look this is, from 1. */
  readonly look: number;
}

/** `wait`: it may still come. A failure has its reason. */
export type Verdict = 'proven' | 'wait' | { readonly failed: CatalogueCode };

/** Whether a release on trial is at least as good as the one before. What time cannot mend fails at once. */
export function judgeProof({ release, before, after, look }: Trial): Verdict {
  if (after && after.version === release) {
    const lost = lostIn(before, after);
    if (lost) return { failed: lost };
  }
  const missing = missingIn(release, before, after);
  if (!missing) return 'proven';
  return look < mostLooks ? 'wait' : { failed: missing };
}

/** The journal: the same one, not shorter, and replayed to the same. */
function lostIn({ journal: before }: Told, { journal: after }: Told): CatalogueCode | undefined {
  if (after.epoch !== before.epoch || after.sequence < before.sequence) return 'update-proof-journal';
  // At midnight another day begins, with numbers of its own.
  return after.day === before.day && after.digest !== before.digest ? 'update-proof-journal' : undefined;
}

function missingIn(release: string, before: Told, after: Told | undefined): CatalogueCode | undefined {
  if (!after?.ready) return 'update-proof-not-ready';
  if (after.version !== release) return 'update-proof-version';
  const wasOk = Object.keys(before.devices).filter(name => before.devices[name] === 'ok');
  if (wasOk.some(name => after.devices[name] !== 'ok')) return 'update-proof-device';
  return before.broker === 'online' && after.broker !== 'online' ? 'update-proof-broker' : undefined;
}
