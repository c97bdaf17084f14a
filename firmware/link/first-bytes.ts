import { TiskiError } from '../../hal/platform/error';

/** What TLS answers to something that is not TLS: an alert (RFC 8446, section 5.1). */
export function isTlsRecord(bytes: Buffer): boolean {
  return bytes[0] === 0x15 && bytes[1] === 0x03;
}

/** What is wrong with an answer to CONNECT that does not begin as a CONNACK does (MQTT 5 and 3.1.1, section 3.2), or with AUTH (MQTT 5). */
export function strangeAnswer(bytes: Buffer): TiskiError | undefined {
  if (bytes[0] === 0x20 || bytes[0] === 0xf0) return undefined;
  if (isTlsRecord(bytes)) return new TiskiError('link-tls-expected');
  const [line = ''] = bytes.toString('latin1', 0, 80).split(/\r?\n/);
  return new TiskiError('link-not-mqtt', /^HTTP\/[\d.]+ \d{3}/.test(line) ? `it answers ${line}` : undefined);
}
