import { createHash, type X509Certificate } from 'node:crypto';

/** Of its life, when a certificate is renewed. */
const renewedAt = 2 / 3;

/** Of its life, over which the boxes of a region spread, so that not all come at once. */
const spread = 1 / 24;

/**
 * When a certificate is to be renewed, ms since 1970-01-01 UTC: at two thirds of its life, less up to a twenty-fourth. That part is drawn from
 * the certificate itself, so that each look, after any restart, finds the same instant.
 */
export function renewalDue(certificate: X509Certificate): number {
  const from = certificate.validFromDate.getTime();
  const life = certificate.validToDate.getTime() - from;
  const drawn = createHash('sha256').update(certificate.raw).digest().readUInt32BE() / 2 ** 32;
  return from + life * (renewedAt - spread * drawn);
}
