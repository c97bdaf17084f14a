import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { codeOf, isTiskiError } from '../../hal/platform/error';
import { type NamedFile, readNamedFile } from './named-file';
import { quoted } from './words';

/** Settings of the site file that name files for TLS. */
export type TlsSetting = 'ca' | 'certificate' | 'key';

/** Names of files, as the site file has them. */
export type TlsFiles = { readonly [setting in TlsSetting]?: string | undefined };

/** What is wrong with a file. The message never holds anything of what stands in it. */
export interface TlsFault {
  readonly setting: TlsSetting;
  readonly code: CatalogueCode;
  readonly message: string;
}

/** PEM, as Node's TLS takes it. */
export interface TlsMaterial {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

export interface TlsReading {
  readonly material: TlsMaterial;
  /** Because of these it cannot be used. */
  readonly faults: readonly TlsFault[];
  readonly authorities: readonly X509Certificate[];
  /** That of the box first, then those between it and an authority. */
  readonly chain: readonly X509Certificate[];
}

/** Whoever may do these things with a key beside its owner and the readers of its group knows or replaces it. */
const exposed = 0o027;

/** Reads the files and looks whether they can be used at all, whatever the date. Never throws. */
export function readTls(files: TlsFiles, read: (name: string) => NamedFile = readNamedFile): TlsReading {
  const faults: TlsFault[] = [];
  const held = (setting: TlsSetting): NamedFile | undefined => {
    const name = files[setting];
    if (name === undefined) return undefined;
    try {
      return read(name);
    } catch (error) {
      const code = isTiskiError(error) ? error.code : 'site-file-unreadable';
      faults.push({ setting, code, message: `${quoted(name)} ${reasons[code] ?? 'cannot be read'}` });
      return undefined;
    }
  };
  const fault = (setting: TlsSetting, code: CatalogueCode, what: string) =>
    faults.push({ setting, code, message: `${quoted(files[setting])} ${what}` });

  const ca = held('ca')?.content;
  const cert = held('certificate')?.content;
  const keyFile = held('key');
  const authorities = ca ? certificatesIn(ca) : [];
  if (ca && authorities.length === 0) fault('ca', 'tls-not-pem', insteadOfCertificate(ca));
  const chain = cert ? certificatesIn(cert) : [];
  if (cert && chain.length === 0) fault('certificate', 'tls-not-pem', insteadOfCertificate(cert));
  if (keyFile && (keyFile.mode & exposed) !== 0)
    fault('key', 'tls-key-exposed', `has the permissions ${(keyFile.mode & 0o777).toString(8)}`);
  const key = keyFile && keyIn(keyFile.content);
  if (key === 'locked') fault('key', 'tls-key-locked', 'asks for a passphrase');
  else if (key === 'none') fault('key', 'tls-not-pem', 'holds no private key in PEM');
  else if (key && chain[0] && !chain[0].checkPrivateKey(key))
    fault('key', 'tls-key-mismatch', `is not the key of ${quoted(files.certificate)}`);

  const material = { ...(ca && { ca }), ...(cert && { cert }), ...(keyFile && { key: keyFile.content }) };
  // Without any file there is nothing that TLS could refuse, and to look takes its own list of authorities into memory.
  if (faults.length === 0 && Object.keys(material).length > 0) {
    const reason = refusalOf(material);
    if (reason !== undefined)
      fault(cert ? 'certificate' : 'ca', 'tls-unusable', `is refused by TLS: ${reason}`);
  }
  return { material, faults, authorities, chain };
}

const day = 86_400_000;

/** A month, but of a short-lived certificate its last quarter: renewal at two thirds of its life has failed by then. */
const soon = { most: 30 * day, share: 0.25 } as const;

/**
 * What time has done or will do to certificates that are otherwise in order.
 * @param now ms since 1970-01-01 UTC
 */
export function* ageFaults({ authorities, chain }: TlsReading, now: number): Generator<TlsFault> {
  // An authority that has ended is no harm beside its successor; a chain is as good as the first of it to end.
  const byEnd = (a: X509Certificate, b: X509Certificate) => a.validToDate.getTime() - b.validToDate.getTime();
  const judged = { ca: [...authorities].sort(byEnd).at(-1), certificate: [...chain].sort(byEnd)[0] };
  for (const [setting, certificate] of Object.entries(judged)) {
    if (!certificate) continue;
    const from = certificate.validFromDate.getTime();
    const to = certificate.validToDate.getTime();
    const found = (code: CatalogueCode, message: string) => ({
      setting: setting as TlsSetting,
      code,
      message,
    });
    if (now > to) yield found('tls-expired', `the certificate ended on ${dayOf(to)}; today is ${dayOf(now)}`);
    else if (now < from)
      yield found(
        'tls-not-yet-valid',
        `the certificate begins on ${dayOf(from)}; the clock says ${dayOf(now)}`,
      );
    else if (to - now < Math.min(soon.most, (to - from) * soon.share))
      yield found('tls-expires-soon', `the certificate ends on ${dayOf(to)}`);
  }
}

const reasons: { readonly [code in CatalogueCode]?: string } = { 'site-file-missing': 'is not there' };

const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** None if a part of it is broken. */
function certificatesIn(pem: Buffer): X509Certificate[] {
  try {
    return (pem.toString('latin1').match(pemCertificate) ?? []).map(part => new X509Certificate(part));
  } catch {
    return [];
  }
}

function insteadOfCertificate(content: Buffer): string {
  return content.includes('PRIVATE KEY-----')
    ? 'holds a private key in the place of a certificate'
    : 'holds no certificate in PEM, or a broken one';
}

function keyIn(pem: Buffer): KeyObject | 'locked' | 'none' {
  try {
    return createPrivateKey(pem);
  } catch {
    // PKCS #8 (RFC 7468, section 11) and the older form of OpenSSL both say so in their first lines.
    return pem.includes('ENCRYPTED') ? 'locked' : 'none';
  }
}

/** By the code alone: what a library says of a key is not for logs. */
function refusalOf(material: TlsMaterial): string | undefined {
  // Loaded when first needed: most boxes start without it.
  const { createSecureContext } = require('node:tls') as typeof import('node:tls');
  try {
    createSecureContext(material);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
