import { Type } from '@sinclair/typebox';
import { canonicalCode } from './booking-code';

/** Schemas of the words that the facts and commands about bookings share. */

const codeForm = '^[0-9A-HJKMNP-Z]{4,12}$';

/** In the form that `canonicalCode` gives. Says nothing about the person: a name has no place in it. */
export const BookingCode = Type.String({
  pattern: codeForm,
  description: 'Code of a booking, unique among those of the site',
});

/** A digit at least, so that no word is a code; not the form of a personal identity code or a telephone number (PRV rows). */
const impersonal =
  '(?=.*[0-9])(?![ \\t]*(?:[0-9][ -]?){6}(?:[A-FU-Ya-fu-y][ -]?)?(?:[0-9][ -]?){3}[0-9A-Za-z][ \\t\\r\\n]*$)';

/** As a person types it or a scanner reads it. */
export const TypedCode = Type.String({
  pattern: `^${impersonal}[ \\t]*[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){3,11}[ \\t\\r\\n]*$`,
  maxLength: 30,
  description:
    'Code of a booking: 4-12 letters and digits, at least one of them a digit; case, spaces and hyphens do not matter, O is 0, I and L are 1',
});

/** Bookings of the calendar of this id, or `pushed` for those that a program sent. */
export const BookingSource = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Who told of a booking',
});

export const Minutes = Type.Integer({ minimum: 1, maximum: 1440, description: 'How long it is to take' });

export const Slot = Type.Integer({
  minimum: 0,
  maximum: 253_402_300_799_999,
  description: 'Time of the appointment, milliseconds since 1970-01-01 UTC',
});

/** The source of bookings that come by the command `bookings`. No calendar may have this id. */
export const pushed = 'pushed';

/** Whether a text can be the code of a booking once it is in canonical form. */
export function isBookingCode(text: string): boolean {
  return new RegExp(codeForm).test(canonicalCode(text));
}
