import { createHash, createPublicKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  ExtendedKeyUsage,
  type Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  type Name,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509';
import { derOf, extension, plainBytes, signatureAlgorithm, signatureOver } from './der';

/** What the holder may do with it. */
export type Purpose = 'authority' | 'server' | 'client';

export interface Issue {
  readonly purpose: Purpose;
  readonly subject: Name;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly name: Name; readonly key: KeyObject };
  /** ms since 1970-01-01 UTC, whole seconds count */
  readonly from: number;
  readonly to: number;
  /** Host names and addresses of a server. */
  readonly hosts?: readonly string[];
  /** Where the issuer's revocation list can be had. */
  readonly revocationList?: string | undefined;
}

/** A certificate of the profile of RFC 5280, signed with ECDSA on P-256. The serial number is random, 127 bits. */
export function issueCertificate(issue: Issue): X509Certificate {
  const content = new TBSCertificate({
    version: 2,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm(),
    issuer: issue.issuer.name,
    validity: new Validity({ notBefore: new Date(issue.from), notAfter: new Date(issue.to) }),
    subject: issue.subject,
    subjectPublicKeyInfo: spkiOf(issue.publicKey),
    extensions: new Extensions(extensionsOf(issue)),
  });
  const der = derOf(content);
  const certificate = new Certificate({
    tbsCertificate: content,
    signatureAlgorithm: signatureAlgorithm(),
    signatureValue: signatureOver(der, issue.issuer.key),
  });
  return new X509Certificate(derOf(certificate));
}

function extensionsOf({ purpose, publicKey, issuer, hosts = [], revocationList }: Issue): Extension[] {
  const authority = purpose === 'authority';
  const usage = authority
    ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign
    : KeyUsageFlags.digitalSignature;
  const list = [
    extension(
      id_ce_basicConstraints,
      new BasicConstraints(authority ? { cA: true, pathLenConstraint: 0 } : {}),
      true,
    ),
    extension(id_ce_keyUsage, new KeyUsage(usage), true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(publicKey))),
    extension(id_ce_authorityKeyIdentifier, authorityIdentifier(issuer.key)),
  ];
  if (!authority) {
    const kind = purpose === 'server' ? id_kp_serverAuth : id_kp_clientAuth;
    list.push(extension(id_ce_extKeyUsage, new ExtendedKeyUsage([kind])));
  }
  if (hosts.length > 0)
    list.push(
      extension(
        id_ce_subjectAltName,
        new SubjectAlternativeName(
          hosts.map(host => new GeneralName(isIP(host) ? { iPAddress: host } : { dNSName: host })),
        ),
      ),
    );
  if (revocationList !== undefined) {
    const fullName = [new GeneralName({ uniformResourceIdentifier: revocationList })];
    const point = new DistributionPoint({ distributionPoint: new DistributionPointName({ fullName }) });
    list.push(extension(id_ce_cRLDistributionPoints, new CRLDistributionPoints([point])));
  }
  return list;
}

export function authorityIdentifier(key: KeyObject): AuthorityKeyIdentifier {
  return new AuthorityKeyIdentifier({
    keyIdentifier: new KeyIdentifier(keyIdentifier(createPublicKey(key))),
  });
}

/** RFC 5280, 4.2.1.2, method 1 with the hash of RFC 7093, 2. */
function keyIdentifier(publicKey: KeyObject): ArrayBuffer {
  const bits = Buffer.from(spkiOf(publicKey).subjectPublicKey);
  return new OctetString(plainBytes(createHash('sha256').update(bits).digest().subarray(0, 20))).buffer;
}

function spkiOf(publicKey: KeyObject): SubjectPublicKeyInfo {
  return AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
}

/** Positive and never shorter: the first bits are 01. */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return plainBytes(bytes);
}
