/** What a model of printer can do. */
export interface Profile {
  readonly name: string;
  /** Answers to anything at all. */
  readonly answers: boolean;
  /** Commands it does not have: ignored with a complaint. */
  readonly lacks: readonly string[];
  /** Parameters of `ESC t` it knows; all that the simulator knows when absent. */
  readonly codePages?: readonly number[];
  /**
   * Whether a real-time command that happens to stand inside the data of another command is carried out as well, besides being data
   * (Epson: "Notes of Real-time Commands").
   */
  readonly realTimeInsideData: boolean;
}

export type ProfileName = 'epson' | 'basic' | 'mute';

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  /** A present-day TM printer with autocutter and near-end sensor. */
  epson: { name: 'epson', answers: true, lacks: [], realTimeInsideData: true },
  /** A clone: real-time status only, and the code tables that everybody has. */
  basic: {
    name: 'basic',
    answers: true,
    lacks: ['GS ( H', 'GS a', 'DLE DC4', 'GS ( L', 'GS 8 L', 'GS ( D'],
    codePages: [0, 2, 3, 4, 5, 16, 17, 18, 19],
    realTimeInsideData: false,
  },
  /** A printer, or a cable, without a way back. */
  mute: { name: 'mute', answers: false, lacks: [], realTimeInsideData: false },
};
