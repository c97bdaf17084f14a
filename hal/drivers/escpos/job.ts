import type { PrintOutcome } from '../../ticket-printer';

/** One ticket from the call of `print` to its end. Times are monotonic milliseconds. */
export interface Job {
  readonly calledAt: number;
  /** The document in the printer's language; absent while it is being encoded. */
  document?: Uint8Array;
  /** Answers to status queries cannot be trusted while it is on its way (`holdsStatusQuery`). */
  muddling: boolean;
  /** Paper that it takes with its cut. */
  millimetres: number;
  /** Length of what was sent, bytes. */
  size: number;
  /** The printer was asked to report its progress; otherwise nothing follows from its silence. */
  marked: boolean;
  sentAt?: number;
  /** When the operating system had all of it. */
  takenAt?: number;
  /** Garbage counted by the connection before it was sent. */
  garbageBefore: number;
  /** The printer has reported that the text is on paper: from here on the cut may have happened. */
  textDone: boolean;
  ended: boolean;
  readonly end: (outcome: PrintOutcome) => void;
}
