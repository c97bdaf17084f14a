import { TiskiError } from '../../hal/platform/error';
import type { Shelf } from './shelf';

/** Holds the secret of a claim for a while. */
export const membershipFile = 'region.json';

/** Which region the box belongs to, or is about to. */
export interface Membership {
  /** Of the region's service. */
  readonly url: string;
  /** Its authority's fingerprint, as claims have it. */
  readonly region: string;
  /** The secret of a claim that has not yet led to a proven certificate. */
  readonly secret?: string;
}

/** @throws TiskiError `identity-damaged` */
export async function membershipIn(shelf: Shelf): Promise<Membership | undefined> {
  const text = await shelf.read(membershipFile);
  if (text === undefined) return undefined;
  try {
    const { url, region, secret } = JSON.parse(text) as Record<string, unknown>;
    if (typeof url === 'string' && typeof region === 'string' && URL.canParse(url))
      return { url, region, ...(typeof secret === 'string' && { secret }) };
  } catch {
    // Told below.
  }
  throw new TiskiError('identity-damaged', membershipFile);
}

export function keepMembership(shelf: Shelf, membership: Membership): Promise<void> {
  return shelf.write(membershipFile, JSON.stringify(membership));
}
