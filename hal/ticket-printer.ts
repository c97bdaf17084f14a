import type { Device, DeviceEvents } from './device';
import type { CatalogueCode } from './platform/catalogue';
import type { PrintDocument } from './print-document';

/** How a print job ended. `unknown` is never reported as `done`; only `not-done` may be printed again without a person. */
export type PrintOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not-done'; readonly code: CatalogueCode }
  | { readonly outcome: 'unknown'; readonly code: CatalogueCode };

/** Printable area. 80 mm rolls have 72 mm (576 dots at 203 dpi, 48 columns), 58 mm rolls 48 mm (384 dots, 32 columns). */
export interface PaperWidth {
  readonly roll: 80 | 58;
  readonly dots: number;
  /** Columns of the normal font. */
  readonly columns: number;
}

export const paperWidths: Readonly<Record<80 | 58, PaperWidth>> = {
  80: { roll: 80, dots: 576, columns: 48 },
  58: { roll: 58, dots: 384, columns: 32 },
};

export interface TicketPrinter extends Device<DeviceEvents> {
  readonly kind: 'ticket-printer';
  readonly paper: PaperWidth;
  /**
   * Prints and cuts one document. Settles when the end is known or can no longer become known; never rejects for a fault of the
   * printer. Jobs come out in the order of the calls. After `stop`, unfinished jobs end `unknown` or `not-done`.
   */
  print(document: PrintDocument): Promise<PrintOutcome>;
  /**
   * To be said before the start, if what came out last may be unfinished for all that is known: the next document begins with a cut, once
   * nothing of the last is left in the printer.
   */
  mayBeTorn(): void;
  /** A person has put in a new roll before the old one was at its end, which no sensor tells. */
  rollChanged(): void;
}
