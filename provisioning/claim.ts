import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import { TiskiError } from '../hal/platform/error';
import { fingerprint, fingerprintSigns } from './x509/fingerprint';
import { grouped, heard, spoken } from './x509/read-aloud';

/** 60 bits, which are guessed over the network alone, for an hour, a few times a minute. */
const secretSigns = 12;

/** 20 bits: one mistyped claim in a million is sent. */
const checkSigns = 4;

const signs = secretSigns + fingerprintSigns + checkSigns;

/** What a person carries from the region to the box: each end proves itself to the other by it. */
export interface Claim {
  /** Shows the region that this box may have a certificate, once. */
  readonly secret: string;
  /** The fingerprint of the region's authority, without hyphens: shows the box that this is the region. */
  readonly region: string;
}

/** A claim of the region that signs with this key. */
export function newClaim(authority: KeyObject): Claim {
  return { secret: spoken(randomBytes(8), secretSigns), region: regionOf(authority) };
}

/** How a region is known in a claim. */
export function regionOf(authority: KeyObject): string {
  return fingerprint(authority).replaceAll('-', '');
}

/** Eight groups of four. */
export function claimText({ secret, region }: Claim): string {
  return grouped(`${secret}${region}${check(secret + region)}`);
}

/** As a person typed it. @throws TiskiError `claim-mistyped` */
export function claimIn(typed: string): Claim {
  const text = heard(typed);
  if (text === undefined) throw new TiskiError('claim-mistyped', 'a sign that no claim has');
  if (text.length !== signs)
    throw new TiskiError('claim-mistyped', `${text.length} signs in place of ${signs}`);
  const body = text.slice(0, -checkSigns);
  if (check(body) !== text.slice(-checkSigns)) throw new TiskiError('claim-mistyped');
  return { secret: body.slice(0, secretSigns), region: body.slice(secretSigns) };
}

function check(body: string): string {
  return spoken(createHash('sha256').update(body).digest(), checkSigns);
}
