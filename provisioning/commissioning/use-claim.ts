import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { type Claim, claimIn, regionOf } from '../claim';
import { ClaimRefused } from '../est/claim-refused';
import { EstClient } from '../est/est-client';
import type { Identity } from '../identity/identity';

/** What a person scanned or typed. */
export interface ShownClaim {
  readonly claim: Claim;
  readonly url: URL;
}

/**
 * Reads a claim, with the address of its region before a `#`, as its picture has it, or without.
 * @param usual address of the region, where the claim has none
 * @throws TiskiError `claim-mistyped`, `setup-region-unknown`
 */
export function shownClaim(typed: string, usual: string | undefined): ShownClaim {
  const [text = '', address] = typed.trim().split('#').reverse();
  const claim = claimIn(text);
  const wanted = (address ?? '') !== '' ? address : usual;
  const url = wanted !== undefined && URL.canParse(wanted) ? new URL(wanted) : undefined;
  if (url?.protocol !== 'https:') throw new TiskiError('setup-region-unknown', wanted ?? '');
  return { claim, url: new URL('/', url) };
}

/**
 * Makes the box a member of its region.
 * @throws TiskiError `setup-claim-used`, `setup-claim-ended`, `setup-claim-other-region`, `setup-proxy`; `region-waits` while somebody there has to
 * confirm the box, then call `goOn`; others of `Identity`
 */
export async function useClaim(identity: Identity, shown: ShownClaim, time: Time): Promise<void> {
  await identity.take(shown.url, shown.claim);
  await goOn(identity, shown, time);
}

/** Tries again, after a wait. @throws as `useClaim` */
export async function goOn(identity: Identity, shown: ShownClaim, time: Time): Promise<void> {
  try {
    await identity.keepUp();
  } catch (error) {
    throw await explained(error, shown, time);
  }
}

async function explained(error: unknown, shown: ShownClaim, time: Time): Promise<unknown> {
  if (error instanceof ClaimRefused) {
    if (error.why === 'ended') return new TiskiError('setup-claim-ended', undefined, { cause: error });
    if (error.why !== 'unknown') return new TiskiError('setup-claim-used', undefined, { cause: error });
    return error;
  }
  const proxy = () => new TiskiError('setup-proxy', shown.url.host, { cause: error });
  if (isTiskiError(error, 'est-answer-broken')) return proxy();
  const isRefused = isTiskiError(error, 'region-refuses');
  if (!isRefused && !isTiskiError(error, 'region-untrusted')) return error;
  const speaks = await authoritiesAt(shown.url, time);
  // A page that refuses everything is no region; whoever passes on the right authorities and cannot prove to be theirs stands in between.
  if (!speaks) return proxy();
  if (isRefused) return error;
  if (speaks.includes(shown.claim.region)) return proxy();
  return new TiskiError('setup-claim-other-region', shown.url.host, { cause: error });
}

/** Regions that whoever answers says to be; nothing if it does not speak as a region does. */
async function authoritiesAt(url: URL, time: Time): Promise<string[] | undefined> {
  try {
    const authorities = await new EstClient({ url, trust: 'anyone', time }).authorities();
    return authorities.map(({ publicKey }) => regionOf(publicKey));
  } catch {
    return undefined;
  }
}
