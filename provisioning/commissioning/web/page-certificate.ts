import { generateKeyPairSync } from 'node:crypto';
import { nameOf } from '../../x509/der';
import { issueCertificate } from '../../x509/issue-certificate';

/** Longer than any set-up, whatever the clock of phone and box say, ms. */
const life = 20 * 365 * 86_400_000;

export interface PageCertificate {
  /** PEM */
  readonly cert: string;
  readonly key: string;
  /** SHA-256 as browsers show it: `AB:CD:…`. */
  readonly sha256: string;
}

/**
 * For the page of a box that nobody vouches for yet. Its key is made anew at each start and lives in memory alone: that of the box may be in a chip, and proves
 * nothing to a browser. What proves the page is the slip, which says how the certificate begins.
 * @param name for people who look at the certificate
 */
export function pageCertificate(name: string, hosts: readonly string[], now: number): PageCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = nameOf({ commonName: name });
  const certificate = issueCertificate({
    purpose: 'server',
    subject,
    publicKey,
    issuer: { name: subject, key: privateKey },
    from: now - life / 2,
    to: now + life / 2,
    hosts: hosts.length > 0 ? hosts : ['localhost'],
  });
  return {
    cert: certificate.toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: certificate.fingerprint256,
  };
}
