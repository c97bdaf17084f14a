import type { Device } from './device';

export interface NumberDisplay extends Device {
  readonly kind: 'number-display';
  /** What stands on it now; empty when blank. */
  readonly text: string;
  /** Shows a ticket code such as `K101`; an empty text blanks the display. */
  show(text: string): void;
}
