import { TiskiError } from '../../hal/platform/error';

/** What became of a claim, as a region of ours tells who knows its secret. */
const whys = ['ended', 'closed', 'of-another-box'] as const;
export type RefusedClaim = (typeof whys)[number] | 'unknown';

/** The region does not take a claim. */
export class ClaimRefused extends TiskiError {
  readonly why: RefusedClaim;

  /** @param said by the region; anything may stand there */
  constructor(said: string) {
    const why = whys.find(known => known === said.trim()) ?? 'unknown';
    super('claim-refused', why);
    this.name = 'ClaimRefused';
    this.why = why;
  }
}
