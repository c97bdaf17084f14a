import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../hal/platform/durable-file';
import { TiskiError } from '../../hal/platform/error';
import { signed } from '../life/proof';
import { subjectOfBox } from '../x509/box-name';
import { nameOf, subjectOf } from '../x509/der';
import { issueCertificate } from '../x509/issue-certificate';
import { type Revoked, revocationList } from '../x509/revocation-list';

const day = 86_400_000;

/** Of certificates, ms. */
export const lives = {
  /** As long as the hardware of a site may stand. */
  authority: 30 * 365 * day,
  /** A box without power for 90 days comes back with a certificate that holds: the third that is left at renewal is 121 days. */
  box: 365 * day,
  /** Made anew at every start and every day. */
  server: 90 * day,
} as const;

/** Clocks of boxes and brokers may be behind by this, ms. */
const leeway = 5 * 60_000;

/** A broker that cannot fetch a new revocation list goes on with the old one for so long, ms. */
const listLife = 7 * day;

export interface AuthorityOptions {
  /** Holds `ca-key.pem` (mode 0600) and `ca.pem`. */
  readonly folder: string;
  /** Stands in the certificate of the authority when it is first made. */
  readonly region: string;
  /** ms since 1970-01-01 UTC */
  readonly now: number;
}

/** The authority of a region: one key, made at the first start, that signs what its boxes and its service show. */
export class Authority {
  readonly certificate: X509Certificate;
  readonly #key: KeyObject;

  private constructor(key: KeyObject, certificate: X509Certificate) {
    this.#key = key;
    this.certificate = certificate;
  }

  /** Reads it, or makes it. @throws TiskiError `region-damaged`: a key that is there but unreadable is never replaced */
  static async open({ folder, region, now }: AuthorityOptions): Promise<Authority> {
    const keyFile = join(folder, 'ca-key.pem');
    const certificateFile = join(folder, 'ca.pem');
    const kept = { key: await readIfThere(keyFile), certificate: await readIfThere(certificateFile) };
    if (kept.certificate !== undefined) {
      try {
        const key = createPrivateKey(kept.key ?? '');
        const certificate = new X509Certificate(kept.certificate);
        if (certificate.checkPrivateKey(key)) return new Authority(key, certificate);
      } catch {
        // Told below.
      }
      throw new TiskiError('region-damaged', folder);
    }
    // The certificate is written last: a key alone is a start that was cut off, and nobody trusts it yet.
    const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeDurably(keyFile, key.export({ type: 'pkcs8', format: 'pem' }).toString());
    const name = nameOf({ organization: region, commonName: `${region} boxes` });
    const certificate = issueCertificate({
      purpose: 'authority',
      subject: name,
      publicKey: createPublicKey(key),
      issuer: { name, key },
      from: now - leeway,
      to: now + lives.authority,
    });
    await writeDurably(certificateFile, certificate.toString());
    return new Authority(key, certificate);
  }

  /** What proves in claims that it is this region. */
  get publicKey(): KeyObject {
    return this.certificate.publicKey;
  }

  /** For a box. */
  forBox(box: string, site: string, publicKey: KeyObject, now: number, list?: string): X509Certificate {
    return issueCertificate({
      purpose: 'client',
      subject: subjectOfBox({ site, box }),
      publicKey,
      revocationList: list,
      ...this.#common(now, lives.box),
    });
  }

  /** For the service of the region. @param hosts names and addresses by which boxes reach it, at least one */
  forServer(hosts: readonly string[], publicKey: KeyObject, now: number): X509Certificate {
    const [commonName = 'region'] = hosts;
    return issueCertificate({
      purpose: 'server',
      subject: nameOf({ commonName }),
      publicKey,
      hosts,
      ...this.#common(now, lives.server),
    });
  }

  /** In DER. */
  revocationList(revoked: readonly Revoked[], now: number): Buffer {
    const issuer = { name: subjectOf(this.certificate), key: this.#key };
    return revocationList({
      issuer,
      revoked,
      number: Math.floor(now / 1000),
      from: now - leeway,
      to: now + listLife,
    });
  }

  /** Signs a statement; base64, ECDSA over SHA-256 in DER. What is signed begins with a word of its own, so it is no certificate. */
  attest(content: string): string {
    return signed(content, this.#key);
  }

  #common(now: number, life: number) {
    return {
      issuer: { name: subjectOf(this.certificate), key: this.#key },
      from: now - leeway,
      to: Math.min(now + life, this.certificate.validToDate.getTime()),
    };
  }
}
