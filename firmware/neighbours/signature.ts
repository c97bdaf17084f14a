import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a signed message; the README tells receivers how to check them. */
export const timestampHeader = 'tiski-timestamp';
export const signatureHeader = 'tiski-signature';

/** A receiver takes a message whose timestamp is at most so far from its own clock, either way, s: an old one is a replay. */
export const replayWindow = 300;

/** The headers of a body: seconds since 1970-01-01 UTC and HMAC-SHA256 over the timestamp, a dot and the body. @param now ms */
export function signed(body: string, key: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return { [timestampHeader]: timestamp, [signatureHeader]: `v1=${signatureOf(body, key, timestamp)}` };
}

/** Whether a message comes from a holder of the key and is no replay; what a receiver does. @param now ms */
export function isGenuine(
  message: {
    readonly body: string;
    readonly timestamp: string | undefined;
    readonly signature: string | undefined;
  },
  key: string,
  now: number,
): boolean {
  const { body, timestamp = '', signature = '' } = message;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > replayWindow) return false;
  const expected = Buffer.from(`v1=${signatureOf(body, key, timestamp)}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(body: string, key: string, timestamp: string): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
}
