import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
} from '@peculiar/asn1-x509';
import { plainBytes } from './der';

export interface Judging {
  readonly anchors: readonly X509Certificate[];
  readonly purpose: 'server' | 'client';
  /** ms since 1970-01-01 UTC: the latest instant that is known to have passed. It may be later. */
  readonly at: number;
}

export type Verdict =
  | {
      readonly trusted: true;
      /** The certificate, those between, the anchor. */
      readonly path: readonly X509Certificate[];
      /** The latest beginning in the path, ms: it has passed. */
      readonly begun: number;
    }
  | { readonly trusted: false; readonly why: 'unknown-issuer' | 'not-fit' | 'expired' };

/** Authorities between the certificate and an anchor. */
const mostBetween = 3;

/** ECDSA, RSA (PKCS #1 v1.5 and PSS) over SHA-2, Ed25519. */
const strongSignatures = new Set([
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.3.101.112',
]);

/** Whoever does not know a critical extension must refuse (RFC 5280, 4.2). */
const understood = new Set<string>([
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_extKeyUsage,
  id_ce_subjectAltName,
]);

/**
 * Path validation (RFC 5280, 6.1) at an instant of the caller's choice, which Node's TLS cannot do: it judges by the clock of the machine, and
 * a box may wake in 1970. Without names, policies and revocation: a path whose certificates demand to know of constraints is refused.
 */
export function judgeChain(presented: readonly X509Certificate[], judging: Judging): Verdict {
  const [leaf, ...others] = presented;
  if (!leaf) return { trusted: false, why: 'unknown-issuer' };
  const path = pathFrom(leaf, others, judging.anchors);
  if (!path) return { trusted: false, why: 'unknown-issuer' };
  const fits = path.every((certificate, depth) =>
    depth === 0 ? fitsPurpose(certificate, judging.purpose) : fitsIssuing(certificate, depth - 1),
  );
  if (!fits) return { trusted: false, why: 'not-fit' };
  const begun = Math.max(...path.map(({ validFromDate }) => validFromDate.getTime()));
  // That an authority signed for a beginning ahead of the clock shows that the clock is behind, and nothing else.
  const at = Math.max(judging.at, begun);
  if (path.some(({ validToDate }) => validToDate.getTime() < at)) return { trusted: false, why: 'expired' };
  return { trusted: true, path, begun };
}

/** From a certificate up to and with an anchor, each signed by the next; nothing if there is none. */
function pathFrom(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  between = 0,
): X509Certificate[] | undefined {
  const anchor = anchors.find(candidate => isIssuedBy(certificate, candidate));
  if (anchor) return [certificate, anchor];
  if (between >= mostBetween) return undefined;
  for (const candidate of others) {
    if (candidate.raw.equals(certificate.raw) || !isIssuedBy(certificate, candidate)) continue;
    const rest = pathFrom(candidate, others, anchors, between + 1);
    if (rest) return [certificate, ...rest];
  }
  return undefined;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

interface Traits {
  readonly strong: boolean;
  readonly usage: number;
  readonly purposes: readonly string[] | undefined;
  readonly constraints: BasicConstraints | undefined;
}

function traitsOf(certificate: X509Certificate): Traits | undefined {
  const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(plainBytes(certificate.raw), Certificate);
  const { extensions = [] } = tbsCertificate;
  if (extensions.some(({ critical, extnID }) => critical && !understood.has(extnID))) return undefined;
  const contentOf = (id: string) => extensions.find(({ extnID }) => extnID === id)?.extnValue;
  const usage = contentOf(id_ce_keyUsage);
  const constraints = contentOf(id_ce_basicConstraints);
  return {
    strong: strongSignatures.has(signatureAlgorithm.algorithm),
    usage: usage ? AsnConvert.parse(usage, KeyUsage).toNumber() : ~0,
    purposes: certificate.keyUsage,
    constraints: constraints && AsnConvert.parse(constraints, BasicConstraints),
  };
}

function fitsPurpose(certificate: X509Certificate, purpose: Judging['purpose']): boolean {
  const traits = traitsOf(certificate);
  if (!traits?.strong || certificate.ca) return false;
  const wanted = purpose === 'server' ? id_kp_serverAuth : id_kp_clientAuth;
  return (
    (traits.usage & KeyUsageFlags.digitalSignature) !== 0 &&
    (traits.purposes === undefined || traits.purposes.includes(wanted))
  );
}

/** @param below authorities between it and the certificate */
function fitsIssuing(certificate: X509Certificate, below: number): boolean {
  const traits = traitsOf(certificate);
  const most = traits?.constraints?.pathLenConstraint ?? Number.POSITIVE_INFINITY;
  return (
    traits?.constraints?.cA === true && (traits.usage & KeyUsageFlags.keyCertSign) !== 0 && below <= most
  );
}
