import { X509Certificate } from 'node:crypto';
import { ContentInfo, id_data, id_signedData } from '@peculiar/asn1-cms';
import { AsnConvert, AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { derOf, plainBytes } from './der';

/** More than this is no chain and no set of authorities. */
export const mostCertificates = 16;

class NoContent {
  eContentType: string = id_data;
  eContent?: ArrayBuffer;
}
AsnProp({ type: AsnPropTypes.ObjectIdentifier })(NoContent.prototype, 'eContentType');
AsnProp({ type: AsnPropTypes.Any, context: 0, optional: true })(NoContent.prototype, 'eContent');

/** RFC 5652, 5.1, with certificates as the bytes they came in: a certificate that is parsed and written again may not be the same. */
class CertsOnly {
  version = 1;
  digestAlgorithms: ArrayBuffer[] = [];
  content = new NoContent();
  certificates: ArrayBuffer[] = [];
  crls?: ArrayBuffer[];
  signers: ArrayBuffer[] = [];
}
AsnProp({ type: AsnPropTypes.Integer })(CertsOnly.prototype, 'version');
AsnProp({ type: AsnPropTypes.Any, repeated: 'set' })(CertsOnly.prototype, 'digestAlgorithms');
AsnProp({ type: NoContent })(CertsOnly.prototype, 'content');
AsnProp({ type: AsnPropTypes.Any, repeated: 'set', context: 0, implicit: true })(
  CertsOnly.prototype,
  'certificates',
);
AsnProp({ type: AsnPropTypes.Any, repeated: 'set', context: 1, implicit: true, optional: true })(
  CertsOnly.prototype,
  'crls',
);
AsnProp({ type: AsnPropTypes.Any, repeated: 'set' })(CertsOnly.prototype, 'signers');

/** A certs-only CMS message (RFC 7030, 4.1.3; RFC 5272, 4.1) in DER. */
export function certsOnly(certificates: readonly Uint8Array[]): Buffer {
  const signed = new CertsOnly();
  // DER orders the elements of a SET OF (X.690, 11.6).
  signed.certificates = [...certificates].sort(Buffer.compare).map(plainBytes);
  return derOf(new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signed) }));
}

/**
 * The certificates of a certs-only message, in no order that means anything. Nothing if it is anything else: signed, with content, empty,
 * with too many certificates, with bytes behind its end, or broken.
 */
export function certificatesIn(der: Buffer): X509Certificate[] | undefined {
  try {
    const outer = AsnConvert.parse(plainBytes(der), ContentInfo);
    if (outer.contentType !== id_signedData || lengthOf(der) !== der.length) return undefined;
    const signed = AsnConvert.parse(outer.content, CertsOnly);
    const { certificates, content, signers } = signed;
    if (signers.length > 0 || content.eContentType !== id_data || content.eContent) return undefined;
    if (certificates.length === 0 || certificates.length > mostCertificates) return undefined;
    return certificates.map(bytes => new X509Certificate(Buffer.from(bytes)));
  } catch {
    return undefined;
  }
}

/** Of the whole element that a buffer begins with, in the definite form (X.690, 8.1.3) of more than 127 bytes: no certificate has less. */
function lengthOf(der: Buffer): number {
  const [, first = 0] = der;
  const bytes = first - 0x80;
  if (bytes < 1 || bytes > 4) return Number.NaN;
  return 2 + bytes + der.readUIntBE(2, bytes);
}
