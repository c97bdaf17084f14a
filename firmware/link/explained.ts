import { messageOf, TiskiError } from '../../hal/platform/error';

/** What Node calls failures of TLS: OpenSSL's alerts and the reasons for which a certificate is not believed. */
const untrusted = /^ERR_(SSL|TLS)_|CERT|CRL|_LEAF_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/;

/** Reason codes of a CONNACK that mean "I do not speak this version": MQTT 3.1.1 table 3.1, MQTT 5 table 3-1. */
const versionUnknown: readonly unknown[] = [1, 0x84];

/** What mqtt.js and the sockets under it report, by the codes of the catalogue. */
export function explained(error: Error): TiskiError {
  const code = 'code' in error ? error.code : undefined;
  const detail = messageOf(error).trim();
  // A number is the reason code of a packet from the broker, a text comes from Node.
  if (typeof code === 'number') return new TiskiError('link-refused', detail, { cause: error });
  if (typeof code === 'string' && untrusted.test(code))
    return new TiskiError('link-untrusted', `${code}: ${detail}`, { cause: error });
  if (error.message === 'Keepalive timeout') return new TiskiError('link-silent', detail, { cause: error });
  return new TiskiError('link-unreachable', detail || String(code), { cause: error });
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
