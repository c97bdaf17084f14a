import { createPublicKey, type KeyObject } from 'node:crypto';
import { nameOf } from '../../x509/der';
import { fingerprint } from '../../x509/fingerprint';
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

/** For the page of a box that nobody vouches for yet: signed by the box's own key, whose fingerprint is on the slip. */
export function pageCertificate(key: KeyObject, hosts: readonly string[], now: number): PageCertificate {
  const name = nameOf({ commonName: fingerprint(key) });
  const certificate = issueCertificate({
    purpose: 'server',
    subject: name,
    publicKey: createPublicKey(key),
    issuer: { name, key },
    from: now - life / 2,
    to: now + life / 2,
    hosts: hosts.length > 0 ? hosts : ['localhost'],
  });
  return {
    cert: certificate.toString(),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: certificate.fingerprint256,
  };
}
