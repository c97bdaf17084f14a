import { type CodePage, commonCodePages } from './code-pages';
import { automaticStatus, clearBuffers, feedAndCut, feedAndCutFully } from './commands';
import type { MaintenanceQuestion } from './maintenance';

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
  /** Feeds the end of the text to the blade and cuts. */
  readonly cut: Uint8Array;
  /** From the print head to the blade, which `cut` feeds; dots of 1/8 mm. */
  readonly cutDots: number;
  /** Empties receive and print buffer and is answered; absent where the make has no such command. */
  readonly clearBuffers?: Uint8Array;
  /** The printer's own counters. */
  readonly maintenance: readonly MaintenanceQuestion[];
}

/** GS g 2: Epson, and Citizen in its words. The answer is a block of its own: 5F, digits, 00. */
function epsonCounter(counter: string, number: number): MaintenanceQuestion {
  return {
    counter,
    command: Uint8Array.of(0x1d, 0x67, 0x32, 0, number, 0),
    answer: /^_(\d{1,10})\0$/,
  };
}

/** GS E2, E3, E5 of Custom: digits and a word, without an end. */
function customCounter(counter: string, code: number, word: string): MaintenanceQuestion {
  return { counter, command: Uint8Array.of(0x1d, code), answer: new RegExp(`^(\\d{1,10}) ?${word}$`) };
}

const common = {
  codePages: commonCodePages,
  cut: feedAndCut,
  cutDots: 96,
  maintenance: [],
} as const;

export const profiles = {
  /** Only commands that every ESC/POS printer of the last twenty years knows, and one that others let pass. */
  generic: { ...common, title: 'any ESC/POS printer', confirmation: 'queued-status', clearBuffers },
  /** TM series: ESC/POS Command Reference for TM Printers; counters as in the TM-T81 specification. */
  epson: {
    ...common,
    title: 'Epson TM series',
    confirmation: 'process-id',
    automaticStatus,
    clearBuffers,
    maintenance: [epsonCounter('printerCuts', 178), epsonCounter('printerHours', 198)],
  },
  /**
   * KPM, KUBE and VKP series: command references of KPM216H and KPM300. Cuts only fully, cannot be told to empty its buffers; automatic
   * status has a form of its own (GS E0) that says nothing that DLE EOT does not.
   */
  custom: {
    ...common,
    title: 'Custom (ESC/POS emulation)',
    confirmation: 'queued-status',
    cut: feedAndCutFully,
    maintenance: [
      customCounter('printerCuts', 0xe2, 'cuts'),
      customCounter('printerCentimetres', 0xe3, 'cm'),
      customCounter('printerPowerUps', 0xe5, 'on'),
    ],
  },
  /** TSP and mC series, switched to ESC/POS emulation (memory switch or DIP switch). Their own Star line mode is another language. */
  star: {
    ...common,
    title: 'Star (set to ESC/POS emulation)',
    confirmation: 'queued-status',
    automaticStatus,
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;
