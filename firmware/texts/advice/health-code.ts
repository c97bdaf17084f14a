import type { boardsCodes } from '../../../hal/platform/catalogue/boards';
import type { boxCodes } from '../../../hal/platform/catalogue/box';
import type { calendarsCodes } from '../../../hal/platform/catalogue/calendars';
import type { certificatesCodes } from '../../../hal/platform/catalogue/certificates';
import type { devicesCodes } from '../../../hal/platform/catalogue/devices';
import type { neighboursCodes } from '../../../hal/platform/catalogue/neighbours';
import type { ringsCodes } from '../../../hal/platform/catalogue/rings';

/** Answers to a request or to a command; never the state of anything. */
type NoHealth =
  | 'page-unknown'
  | 'ring-report-forbidden'
  | 'ring-report-limited'
  | 'request-foreign'
  | 'neighbour-forbidden'
  | 'neighbour-no-records'
  | 'picture-unreadable'
  | 'board-image-missing';

/**
 * The codes that may stand in health: each has words in all languages of technicians, or nothing compiles. A new code of devices, boards, rings, the
 * box, certificates, calendars or neighbours is one.
 */
export type HealthCode =
  | Exclude<
      | keyof typeof devicesCodes
      | keyof typeof boardsCodes
      | keyof typeof ringsCodes
      | keyof typeof boxCodes
      | keyof typeof certificatesCodes
      | keyof typeof calendarsCodes
      | keyof typeof neighboursCodes,
      NoHealth
    >
  | 'bookings-too-many'
  | 'bookings-unsteady'
  | 'site-refused';
