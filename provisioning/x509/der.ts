import { type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Name,
  RelativeDistinguishedName,
} from '@peculiar/asn1-x509';

/** ecdsa-with-SHA256 (RFC 5758, 3.2): the one signature that this program makes. */
export const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

/** A copy that no later change of the library's buffers reaches. */
export function derOf(value: unknown): Buffer {
  return Buffer.from(AsnConvert.serialize(value));
}

/** What the library wants for bytes. */
export function plainBytes(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

export function signatureAlgorithm(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
}

/** ECDSA over SHA-256 in DER, as X.509 has it. */
export function signatureOver(content: Buffer, key: KeyObject): ArrayBuffer {
  return plainBytes(sign('sha256', content, { key, dsaEncoding: 'der' }));
}

const commonNameType = '2.5.4.3';
const organizationType = '2.5.4.10';

/** A distinguished name of organization and common name, in UTF-8 (RFC 5280, 4.1.2.4). */
export function nameOf({
  organization,
  commonName,
}: {
  readonly organization?: string;
  readonly commonName: string;
}): Name {
  const part = (type: string, utf8String: string) =>
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String }) }),
    ]);
  return new Name([
    ...(organization === undefined ? [] : [part(organizationType, organization)]),
    part(commonNameType, commonName),
  ]);
}

/** The common name, or nothing. */
export function commonNameOf(name: Name): string | undefined {
  for (const part of name)
    for (const { type, value } of part) if (type === commonNameType) return value.toString();
  return undefined;
}

/** The subject of a certificate. */
export function subjectOf(certificate: X509Certificate): Name {
  return AsnConvert.parse(plainBytes(certificate.raw), Certificate).tbsCertificate.subject;
}

/** Whether two names say the same, whatever string type each says it in. */
export function sameName(one: Name, other: Name): boolean {
  const said = (name: Name) =>
    JSON.stringify(name.map(part => part.map(({ type, value }) => [type, value.toString()])));
  return said(one) === said(other);
}

export function extension(extnID: string, value: unknown, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
