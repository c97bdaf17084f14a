import { createHash } from 'node:crypto';
import { canonicalCode } from '../servicepoint/bookings/booking-code';
import { isBookingCode } from '../servicepoint/bookings/booking-words';

/** Digits of Crockford's base 32: none that could be read as another. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfDigit = 5;
const length = 8;

/**
 * How the code of a booking follows from the UID of its event. `derived`: any UID gives a code of eight characters, the first 40 bits of its
 * SHA-256 in Crockford's base 32; a UID can hold an address, a code cannot. `uid`: the UID, up to its @, is the code itself, as
 * the booking system promises.
 */
export type CodeRule = 'derived' | 'uid';

/** The code in canonical form, or undefined if the UID is not one. */
export function codeOfUid(uid: string, rule: CodeRule): string | undefined {
  if (rule === 'derived') return derived(uid);
  const [name = ''] = uid.split('@');
  return isBookingCode(name) ? canonicalCode(name) : undefined;
}

function derived(uid: string): string {
  const hash = createHash('sha256').update(uid, 'utf8').digest();
  let value = 0n;
  for (const byte of hash.subarray(0, (length * bitsOfDigit) / 8)) value = (value << 8n) | BigInt(byte);
  let code = '';
  for (let place = 0; place < length; place += 1) {
    code = digits.charAt(Number(value & 31n)) + code;
    value >>= 5n;
  }
  return code;
}
