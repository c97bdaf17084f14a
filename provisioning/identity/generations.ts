import { type KeyObject, X509Certificate } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import type { Shelf } from './shelf';

/** The certificate of the box, then those between it and an authority. */
export type Chain = readonly [X509Certificate, ...X509Certificate[]];

/** A certificate of the box with those between it and an authority, and the authorities of its region. */
export interface Generation {
  readonly chain: Chain;
  readonly authorities: readonly X509Certificate[];
}

/** Named in the site file. */
export const certificateFile = 'certificate.pem';
export const authoritiesFile = 'ca.pem';

export const nextCertificate = 'next.pem';
export const nextAuthorities = 'next-ca.pem';

/**
 * The certificate in use, and beside it the one that has come but is not yet proven. A generation is two files, and a power cut may come
 * between any two writes: the certificate is written last, its name is the word that the rest is there, and what is written twice is the same.
 */
export class Generations {
  readonly #shelf: Shelf;
  readonly #key: KeyObject;

  constructor(shelf: Shelf, key: KeyObject) {
    this.#shelf = shelf;
    this.#key = key;
  }

  /** What programs of the box use. @throws TiskiError `identity-damaged` */
  async current(): Promise<Generation | undefined> {
    const certificate = await this.#shelf.read(certificateFile);
    if (certificate === undefined) return undefined;
    const found = this.#generation(certificate, await this.#shelf.read(authoritiesFile));
    if (!found) throw new TiskiError('identity-damaged', certificateFile);
    return found;
  }

  /** What has come and waits for its proof; one that cannot be used counts as none. */
  async next(): Promise<Generation | undefined> {
    const certificate = await this.#shelf.read(nextCertificate);
    return certificate === undefined
      ? undefined
      : this.#generation(certificate, await this.#shelf.read(nextAuthorities));
  }

  /** Keeps what has come beside what is in use. */
  async keepNext({ chain, authorities }: Generation): Promise<void> {
    // No half of an older one may stand beside a half of this.
    await this.dropNext();
    await this.#shelf.write(nextAuthorities, pem(authorities));
    await this.#shelf.write(nextCertificate, pem(chain));
  }

  /** What was proven takes the place of what is in use. It stays as what came until it is dropped, and may be installed again. */
  async install({ chain, authorities }: Generation): Promise<void> {
    // The authorities first: with the new ones the server is proven, and it takes the old certificate still.
    await this.#shelf.write(authoritiesFile, pem(authorities));
    await this.#shelf.write(certificateFile, pem(chain));
  }

  async dropNext(): Promise<void> {
    await this.#shelf.remove(nextCertificate);
    await this.#shelf.remove(nextAuthorities);
  }

  #generation(certificate: string, authorities = ''): Generation | undefined {
    const [own, ...between] = certificatesOf(certificate);
    const trusted = certificatesOf(authorities);
    if (!own?.checkPrivateKey(this.#key) || trusted.length === 0) return undefined;
    return { chain: [own, ...between], authorities: trusted };
  }
}

function pem(certificates: readonly X509Certificate[]): string {
  return certificates.map(String).join('');
}

/** None if one is broken. */
function certificatesOf(text: string): X509Certificate[] {
  try {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return blocks.map(block => new X509Certificate(block));
  } catch {
    return [];
  }
}
