import type { CatalogueCode } from '../../hal/platform/catalogue';
import { codeOf, isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';

/** Failures of TLS by what Node calls them; the first that fits. An alert comes from the broker, the rest was found here. */
const ofTls: readonly (readonly [RegExp, CatalogueCode])[] = [
  [/ALERT.*(CERT|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)/, 'link-certificate-refused'],
  [/ALTNAME_INVALID|HOSTNAME_MISMATCH/, 'link-wrong-name'],
  [/^CERT_HAS_EXPIRED/, 'link-expired'],
  [/^CERT_NOT_YET_VALID/, 'link-clock'],
  [
    /CERT|CRL|_LEAF_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|TOO_WEAK|TOO_SMALL|^UNSPECIFIED/,
    'link-untrusted',
  ],
  // What answered was no TLS at all.
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_MESSAGE|HTTP_REQUEST/, 'link-not-tls'],
  [/^ERR_(SSL|TLS|OSSL)_|^EPROTO/, 'link-tls'],
];

/** Reason codes of a CONNACK that mean "I do not speak this version": MQTT 3.1.1 table 3.1, MQTT 5 table 3-1. */
const versionUnknown: readonly unknown[] = [1, 0x84];

/** What mqtt.js and the sockets under it report, by the codes of the catalogue. */
export function explained(error: Error): TiskiError {
  if (isTiskiError(error)) return error;
  const code = 'code' in error ? error.code : undefined;
  const detail = messageOf(error).trim();
  // A number is the reason code of a packet from the broker, a text comes from Node.
  if (typeof code === 'number') return new TiskiError('link-refused', detail, { cause: error });
  // A failed write bears no name of its own, only OpenSSL's words.
  const name = code === 'EPROTO' ? `EPROTO ${detail.toUpperCase().replaceAll(' ', '_')}` : String(code);
  const tls = ofTls.find(([names]) => names.test(name));
  if (tls) return new TiskiError(tls[1], `${code}: ${firstLine(detail)}`, { cause: error });
  if (error.message === 'Keepalive timeout') return new TiskiError('link-silent', detail, { cause: error });
  return new TiskiError('link-unreachable', detailOf(error), { cause: error });
}

/** The words of an error; of several addresses that all failed there is only a code. */
export function detailOf(error: Error): string {
  return messageOf(error).trim() || codeOf(error, '');
}

/** Whether the broker refused for the protocol's version alone. */
export function isVersionRefusal(error: unknown): boolean {
  return (
    error instanceof TiskiError &&
    error.cause instanceof Error &&
    'code' in error.cause &&
    versionUnknown.includes(error.cause.code)
  );
}

function firstLine(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return first;
}
