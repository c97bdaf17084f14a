import type { KeyObject } from 'node:crypto';
import {
  CertificateList,
  CRLNumber,
  CRLReason,
  id_ce_authorityKeyIdentifier,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  type Name,
  RevokedCertificate,
  TBSCertList,
  Time,
} from '@peculiar/asn1-x509';
import { derOf, extension, plainBytes, signatureAlgorithm, signatureOver } from './der';
import { authorityIdentifier } from './issue-certificate';

/** RFC 5280, 5.3.1. */
export const revocationReasons = {
  unspecified: 0,
  'key-compromise': 1,
  superseded: 4,
  'out-of-service': 5,
} as const;

export type RevocationReason = keyof typeof revocationReasons;

export interface Revoked {
  /** Hexadecimal. */
  readonly serial: string;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  readonly reason: RevocationReason;
}

export interface ListWish {
  readonly issuer: { readonly name: Name; readonly key: KeyObject };
  readonly revoked: readonly Revoked[];
  /** Grows with every list. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** A certificate revocation list in DER (RFC 5280, 5). */
export function revocationList({ issuer, revoked, number, from, to }: ListWish): Buffer {
  const entries = revoked.map(
    ({ serial, at, reason }) =>
      new RevokedCertificate({
        userCertificate: plainBytes(Buffer.from(serial, 'hex')),
        revocationDate: new Time(new Date(at)),
        // The reason "unspecified" is left out (RFC 5280, 5.3.1).
        ...(reason !== 'unspecified' && {
          crlEntryExtensions: [extension(id_ce_cRLReasons, new CRLReason(revocationReasons[reason]))],
        }),
      }),
  );
  const content = new TBSCertList({
    version: 1,
    signature: signatureAlgorithm(),
    issuer: issuer.name,
    thisUpdate: new Time(new Date(from)),
    nextUpdate: new Time(new Date(to)),
    ...(entries.length > 0 && { revokedCertificates: entries }),
    crlExtensions: [
      extension(id_ce_authorityKeyIdentifier, authorityIdentifier(issuer.key)),
      extension(id_ce_cRLNumber, new CRLNumber(number)),
    ],
  });
  return derOf(
    new CertificateList({
      tbsCertList: content,
      signatureAlgorithm: signatureAlgorithm(),
      signature: signatureOver(derOf(content), issuer.key),
    }),
  );
}
