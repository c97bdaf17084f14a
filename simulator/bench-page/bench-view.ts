/** What `/simulator/api/state` answers. The page in the browser reads the same types, so this file imports nothing. */

/** Everything that a developer can break on the printer, in the order of the page. */
export const printerFaults = [
  { id: 'paper-out', label: 'Paper out' },
  { id: 'paper-low', label: 'Paper low' },
  { id: 'cover-open', label: 'Cover open' },
  { id: 'cutter-jam', label: 'Cutter jam' },
  { id: 'cable-out', label: 'Cable out' },
  { id: 'power-off', label: 'Power off' },
  { id: 'refuses', label: 'Refuses connections' },
  { id: 'silent', label: 'Silent' },
  { id: 'garbage', label: 'Answers garbage' },
] as const;

export type PrinterFault = (typeof printerFaults)[number]['id'];

/** Everything that a developer can break on a USB board. */
export const boardFaults = [
  { id: 'unplugged', label: 'Unplugged' },
  { id: 'hung', label: 'Hung' },
] as const;

export type BoardFault = (typeof boardFaults)[number]['id'];

/** Everything that a developer can break on a video unit. */
export const codecFaults = [
  { id: 'silent', label: 'Silent' },
  { id: 'cable-out', label: 'Cable out' },
  { id: 'power-off', label: 'Power off' },
] as const;

export type CodecFault = (typeof codecFaults)[number]['id'];

/** What a developer does as the caller and as the person in the other room. */
export const ringActs = [
  { id: 'ring', label: 'Ring' },
  { id: 'answer', label: 'Answer' },
  { id: 'hang-up', label: 'Hang up' },
] as const;

export type RingAct = (typeof ringActs)[number]['id'];

export type RingState = 'idle' | 'ringing' | 'connected';

export interface RingView {
  readonly name: string;
  readonly state: RingState;
  /** Null when there is no wire that could be broken. */
  readonly broken: readonly CodecFault[] | null;
}

export interface BoardView {
  readonly name: string;
  readonly broken: readonly BoardFault[];
  /** Names of the devices wired to it. */
  readonly devices: readonly string[];
}

/** Days of requirements 2.10 that can be had while the site runs; the towns themselves are sites. */
export const stories = [
  {
    id: 'surge-day',
    label: 'Surge day',
    about: 'An office nearby is closed: three times as many people come.',
  },
  { id: 'tax-season', label: 'Tax season', about: 'Six times as many come about taxes.' },
  { id: 'no-show', label: 'No-shows', about: 'Half of the customers miss their call.' },
  {
    id: 'wrong-call',
    label: 'Wrong call',
    about: 'Somebody rings the video room, and nobody there answers.',
  },
  { id: 'dead-unit', label: 'Dead unit', about: 'The video unit loses its power, and nobody reports it.' },
  { id: 'firewall', label: 'Firewall', about: 'The broker cannot be reached; the point goes on.' },
] as const;

export type StoryId = (typeof stories)[number]['id'];

export interface StoryView {
  readonly id: StoryId;
  readonly on: boolean;
}

/** Somebody in the simulated room. */
export interface FigureView {
  readonly id: number;
  readonly at: 'kiosk' | 'chairs' | 'forms' | 'counter';
  readonly counter?: string;
  readonly code?: string;
}

/** Which devices belong to what, by the site file. */
export interface PlanView {
  /** IANA name. */
  readonly timezone: string;
  readonly counters: readonly { readonly id: string; readonly next?: string; readonly recall?: string }[];
  readonly kiosks: readonly { readonly id: string; readonly lamp?: string }[];
  readonly smileys: readonly { readonly device: string; readonly faces: number }[];
  readonly rings: readonly { readonly source: string; readonly lamps: readonly string[] }[];
}

export interface LampView {
  readonly sign: string;
  /** What a person sees now: `off`, `amber` or `white`. */
  readonly light: string;
}

export interface PaperView {
  /** 1 for the first piece of paper of this printer. */
  readonly number: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** What a person can read on it. */
  readonly text: readonly string[];
  /** False for a piece that was torn, cut off or is the rest of another. */
  readonly complete: boolean;
}

export interface PrinterView {
  readonly name: string;
  readonly broken: readonly PrinterFault[];
  /** Millimetres left on the roll. */
  readonly paper: number;
  /** The last pieces, newest first. */
  readonly pieces: readonly PaperView[];
}

export interface BenchView {
  readonly printers: readonly PrinterView[];
  readonly boards: readonly BoardView[];
  readonly rings: readonly RingView[];
  readonly lamps: Readonly<Record<string, LampView>>;
  readonly displays: Readonly<Record<string, string>>;
  /** The last tone of each sounder and the last answer of each smiley unit, empty before the first. */
  readonly sounders: Readonly<Record<string, string>>;
  readonly buttons: readonly string[];
  /** Whether people come by themselves; null when the site has none to let in. */
  readonly people: boolean | null;
  /** Everybody in the room; null when nobody can see them. */
  readonly figures: readonly FigureView[] | null;
  /** How many times faster than a watch time passes, and how fast it may; null when it cannot be changed. */
  readonly pace: { readonly now: number; readonly choices: readonly number[] } | null;
  /** The clock on the wall of the box, ms since 1970-01-01 UTC. */
  readonly now: number | null;
  /** Those that this site can have. */
  readonly stories: readonly StoryView[];
  /** Empty where nothing is known of it. */
  readonly plan: PlanView;
  /** The last messages at the broker, newest first; null when the broker is not ours to look into. */
  readonly messages: readonly { readonly topic: string; readonly payload: string }[] | null;
}
