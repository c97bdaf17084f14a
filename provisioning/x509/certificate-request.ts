import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { AsnConvert, AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Name, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { derOf, ecdsaWithSha256, plainBytes, signatureAlgorithm, signatureOver } from './der';

/** RFC 2986, 4.1. Attributes are neither made nor read. */
class RequestInfo {
  version = 0;
  subject = new Name();
  publicKey = new SubjectPublicKeyInfo();
  attributes: ArrayBuffer[] = [];
}
AsnProp({ type: AsnPropTypes.Integer })(RequestInfo.prototype, 'version');
AsnProp({ type: Name })(RequestInfo.prototype, 'subject');
AsnProp({ type: SubjectPublicKeyInfo })(RequestInfo.prototype, 'publicKey');
AsnProp({ type: AsnPropTypes.Any, repeated: 'set', context: 0, implicit: true, optional: true })(
  RequestInfo.prototype,
  'attributes',
);

/** RFC 2986, 4.2. */
class CertificationRequest {
  info = new RequestInfo();
  infoRaw?: ArrayBuffer;
  algorithm = new AlgorithmIdentifier();
  signature = new ArrayBuffer(0);
}
AsnProp({ type: RequestInfo, raw: true })(CertificationRequest.prototype, 'info');
AsnProp({ type: AlgorithmIdentifier })(CertificationRequest.prototype, 'algorithm');
AsnProp({ type: AsnPropTypes.BitString })(CertificationRequest.prototype, 'signature');

/** What a valid request asks for. */
export interface AskedFor {
  readonly subject: Name;
  readonly publicKey: KeyObject;
}

/** A PKCS #10 request in DER, signed by the key that it is about. */
export function makeRequest(key: KeyObject, subject: Name): Buffer {
  const info = new RequestInfo();
  info.subject = subject;
  info.publicKey = AsnConvert.parse(
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    SubjectPublicKeyInfo,
  );
  const request = new CertificationRequest();
  request.info = info;
  request.algorithm = signatureAlgorithm();
  request.signature = signatureOver(derOf(info), key);
  return derOf(request);
}

/** Reads a request and its proof that the sender holds the key. Nothing if it is broken, proves nothing, or is not about EC P-256. */
export function readRequest(der: Buffer): AskedFor | undefined {
  try {
    const request = AsnConvert.parse(plainBytes(der), CertificationRequest);
    const publicKey = createPublicKey({ key: derOf(request.info.publicKey), type: 'spki', format: 'der' });
    const { namedCurve } = { ...publicKey.asymmetricKeyDetails };
    if (namedCurve !== 'prime256v1' || request.algorithm.algorithm !== ecdsaWithSha256 || !request.infoRaw)
      return undefined;
    const proven = verify(
      'sha256',
      Buffer.from(request.infoRaw),
      { key: publicKey, dsaEncoding: 'der' },
      Buffer.from(request.signature),
    );
    return proven ? { subject: request.info.subject, publicKey } : undefined;
  } catch {
    return undefined;
  }
}
