import { type TSchema, Type } from '@sinclair/typebox';
import { Code, Day, exactly, KioskId, Language } from '../vocabulary';

export const measureCommands = {
  /** The figures of a day on the paper of a kiosk. */
  'print-summary': exactly({
    /** Today so far, if left out. */
    day: Type.Optional(Day),
    /** The first kiosk with a printer, if left out. */
    kiosk: Type.Optional(KioskId),
    /** The first of the site, if left out. */
    language: Type.Optional(Language),
  }),
} as const satisfies Record<string, TSchema>;

/** How the print job ended: told by the box. */
export const measureInternalCommands = {
  'summary-ended': exactly({
    day: Day,
    kiosk: KioskId,
    outcome: Type.Union([Type.Literal('done'), Type.Literal('not-done'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
  }),
} as const satisfies Record<string, TSchema>;
