import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import type { Name } from '@peculiar/asn1-x509';
import { TiskiError } from '../../hal/platform/error';
import { sameName, subjectOf } from '../x509/der';
import { keyHash } from '../x509/fingerprint';
import { judgeChain } from '../x509/judge-chain';

export interface Expected {
  readonly key: KeyObject;
  readonly authorities: readonly X509Certificate[];
  /** The one that it renews, and in which name the box has asked for its successor. */
  readonly renews?: { readonly current: X509Certificate; readonly subject: Name };
  /** ms since 1970-01-01 UTC; it may be later */
  readonly at: number;
}

/** What came for a request: the box's own certificate first, then those between it and an authority. */
export interface Accepted {
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
  /** The latest beginning, ms: an instant that has passed. */
  readonly begun: number;
}

/**
 * Whether what came may be used: for this key, from this region, for clients, holding now, newer than the old one and in the same name.
 * @throws TiskiError `certificate-other-key`, `-other-region`, `-unfit`, `-repeated`
 */
export function judgeAnswer(answer: readonly X509Certificate[], expected: Expected): Accepted {
  const { key, authorities, renews, at } = expected;
  const hash = keyHash(createPublicKey(key));
  const own = answer.filter(({ publicKey }) => keyHash(publicKey) === hash);
  const [mine] = own;
  if (!mine) throw new TiskiError('certificate-other-key');
  if (own.length > 1) throw new TiskiError('certificate-unfit', 'two for one key');
  // Those between a root and the box may come with either answer; whoever knows the root alone must be shown them.
  const roots = authorities.filter(authority => authority.checkIssued(authority));
  const anchors = roots.length > 0 ? roots : authorities;
  const presented = [mine, ...answer.filter(one => one !== mine), ...authorities];
  const verdict = judgeChain(presented, { anchors, purpose: 'client', at });
  if (!verdict.trusted) {
    if (verdict.why === 'unknown-issuer') throw new TiskiError('certificate-other-region');
    throw new TiskiError('certificate-unfit', verdict.why);
  }
  if (renews) {
    const { current, subject } = renews;
    const renamed = !sameName(subject, subjectOf(current));
    const longer = mine.validToDate > current.validToDate || renamed;
    if (!longer || mine.serialNumber === current.serialNumber)
      throw new TiskiError('certificate-repeated', `serial number ${mine.serialNumber}`);
    if (!sameName(subjectOf(mine), subject)) throw new TiskiError('certificate-unfit', 'in another name');
  }
  return { chain: [mine, ...verdict.path.slice(1, -1)], begun: verdict.begun };
}
