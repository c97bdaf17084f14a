import { type CodePage, commonCodePages } from './code-pages';
import { automaticStatus } from './commands';

/** How a printer says that everything before a certain point is done. */
export type Confirmation =
  /** GS ( H: the printer returns our own four characters, so each answer names its ticket. */
  | 'process-id'
  /** GS r 1: answered in order, but all answers look alike. */
  | 'queued-status';

/** What differs between makes. Everything else of the language is common to all. */
export interface Profile {
  readonly title: string;
  readonly confirmation: Confirmation;
  /** Alphabets that it has in single bytes; letters outside them are printed as an image. */
  readonly codePages: readonly CodePage[];
  /** Makes the printer report changes by itself; sent at connect and after every ESC @. */
  readonly automaticStatus?: Uint8Array;
}

export const profiles = {
  /** Only commands that every ESC/POS printer of the last twenty years knows. */
  generic: { title: 'any ESC/POS printer', confirmation: 'queued-status', codePages: commonCodePages },
  epson: {
    title: 'Epson TM series',
    confirmation: 'process-id',
    codePages: commonCodePages,
    automaticStatus,
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;
