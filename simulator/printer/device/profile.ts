/** What a model of printer can do. */
export interface Profile {
  readonly name: string;
  /** Answers to anything at all. */
  readonly answers: boolean;
  /** Commands it does not have: ignored with a complaint. */
  readonly lacks: readonly string[];
  /** The m of `GS V` it knows; all when absent. */
  readonly cuts?: readonly number[];
  /** Parameters of `ESC t` it knows; all that the simulator knows when absent. */
  readonly codePages?: readonly number[];
  /**
   * Whether a real-time command that happens to stand inside the data of another command is carried out as well, besides being data
   * (Epson: "Notes of Real-time Commands").
   */
  readonly realTimeInsideData: boolean;
}

/** Custom's own counters. */
const customOnly = ['GS E2', 'GS E3', 'GS E5'];

export type ProfileName = 'epson' | 'custom' | 'star' | 'basic' | 'mute';

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  /** A present-day TM printer with autocutter and near-end sensor. */
  epson: { name: 'epson', answers: true, lacks: customOnly, realTimeInsideData: true },
  /** A KPM or KUBE in ESC/POS emulation: cuts fully or not at all, counts its wear in commands of its own. */
  custom: {
    name: 'custom',
    answers: true,
    lacks: ['GS ( H', 'GS a', 'DLE DC4', 'GS ( L', 'GS 8 L', 'GS ( D', 'GS g 0', 'GS g 2'],
    cuts: [0, 48, 65],
    realTimeInsideData: false,
  },
  /** A TSP in ESC/POS emulation: reports by itself, but neither names what it has printed nor empties its buffers when told. */
  star: {
    name: 'star',
    answers: true,
    lacks: ['GS ( H', 'DLE DC4', 'GS ( L', 'GS 8 L', 'GS ( D', 'GS g 0', 'GS g 2', ...customOnly],
    realTimeInsideData: false,
  },
  /** A clone: real-time status only, and the code tables that everybody has. */
  basic: {
    name: 'basic',
    answers: true,
    lacks: ['GS ( H', 'GS a', 'DLE DC4', 'GS ( L', 'GS 8 L', 'GS ( D', 'GS g 0', 'GS g 2', ...customOnly],
    codePages: [0, 2, 3, 4, 5, 16, 17, 18, 19],
    realTimeInsideData: false,
  },
  /** A printer, or a cable, without a way back. */
  mute: { name: 'mute', answers: false, lacks: [], realTimeInsideData: false },
};
