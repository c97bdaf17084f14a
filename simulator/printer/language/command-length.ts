/**
 * How long each command is, from makers' manuals (Epson ESC/POS Command Reference for TM printers; TM-T88III, TM-T90 and TM-L90
 * specifications; Citizen and Custom manuals for what others share). Nothing here says what a command does.
 */

export const ESC = 0x1b;
export const GS = 0x1d;
export const FS = 0x1c;
export const DLE = 0x10;
export const NUL = 0x00;

/** Bytes of the whole command; `more` when that is not known yet; `unknown` when no manual has such a command. */
export type CommandLength = number | 'more' | 'unknown';

type Measure = (bytes: readonly number[]) => CommandLength;

const fixed =
  (parameters: number): Measure =>
  () =>
    2 + parameters;

/** `ESC D`, `GS k` function A: data up to and including a NUL. */
const toNul =
  (from: number): Measure =>
  bytes =>
    bytes.length > from && bytes.at(-1) === NUL ? bytes.length : 'more';

function word(bytes: readonly number[], at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
}

/** `X ( A pL pH …`: the one form whose length every parser can know. */
const bracket: Measure = bytes => (bytes.length < 5 ? 'more' : 5 + word(bytes, 3));

const sameParameters = (parameters: number, names: string): [string, Measure][] =>
  [...names].map(name => [name, fixed(parameters)]);

const escapeCommands = new Map<string, Measure>([
  ...sameParameters(0, '@2<iLmSv\f'),
  ...sameParameters(1, ' !%-3=?adeEGJKMRrtTUuV{'),
  ...sameParameters(2, '$\\'),
  ['p', fixed(3)],
  ['W', fixed(8)],
  ['(', bracket],
  ['D', toNul(2)],
  [
    'c',
    ({ length, 2: kind = 0 }) =>
      length < 3 ? 'more' : '01345'.includes(String.fromCharCode(kind)) ? 4 : 'unknown',
  ],
  [
    '*',
    bytes =>
      bytes.length < 5 ? 'more' : 5 + word(bytes, 3) * ((bytes[2] ?? 0) === 32 || bytes[2] === 33 ? 3 : 1),
  ],
]);

const groupCommands = new Map<string, Measure>([
  // E2, E3 and E5 are Custom's.
  ...sameParameters(0, ':c\xe2\xe3\xe5'),
  ...sameParameters(1, '!/BHITabfhjrw'),
  ...sameParameters(2, '$LPW\\'),
  ['^', fixed(3)],
  ['(', bracket],
  ['V', bytes => (bytes.length < 3 ? 'more' : (bytes[2] ?? 0) >= 65 ? 4 : 3)],
  ['g', bytes => (bytes.length < 3 ? 'more' : bytes[2] === 0x30 || bytes[2] === 0x32 ? 6 : 'unknown')],
  ['z', fixed(2)],
  ['*', bytes => (bytes.length < 4 ? 'more' : 4 + (bytes[2] ?? 0) * (bytes[3] ?? 0) * 8)],
  [
    'v',
    bytes => {
      if (bytes.length < 3) return 'more';
      if (bytes[2] !== 0x30) return 'unknown';
      return bytes.length < 8 ? 'more' : 8 + word(bytes, 4) * word(bytes, 6);
    },
  ],
  ['8', bytes => (bytes.length < 7 ? 'more' : 7 + word(bytes, 3) + word(bytes, 5) * 65536)],
  [
    'k',
    bytes => {
      const symbology = bytes[2];
      if (symbology === undefined) return 'more';
      if (symbology <= 6) return toNul(3)(bytes);
      if (symbology < 65 || symbology > 79) return 'unknown';
      return bytes.length < 4 ? 'more' : 4 + (bytes[3] ?? 0);
    },
  ],
]);

const fileCommands = new Map<string, Measure>([
  ...sameParameters(0, '&.'),
  ...sameParameters(1, '!-CW'),
  ...sameParameters(2, 'Sp'),
  ['2', fixed(74)],
  ['(', bracket],
]);

const realTimeCommands = new Map<string, Measure>([
  [
    '\x04',
    bytes => (bytes.length < 3 ? 'more' : bytes[2] === 7 || bytes[2] === 8 || bytes[2] === 18 ? 4 : 3),
  ],
  ['\x05', fixed(1)],
  [
    '\x14',
    ({ length, 2: fn = 0 }) => {
      if (length < 3) return 'more';
      return { 1: 5, 2: 5, 3: 8, 7: 4, 8: 10 }[fn] ?? 'unknown';
    },
  ],
]);

const families = new Map([
  [ESC, escapeCommands],
  [GS, groupCommands],
  [FS, fileCommands],
  [DLE, realTimeCommands],
]);

export function isLeader(byte: number): boolean {
  return families.has(byte);
}

/** @param bytes a command from its first byte on, as far as it has been received. */
export function commandLength(bytes: readonly number[]): CommandLength {
  const [leader, second] = bytes;
  if (leader === undefined || second === undefined) return 'more';
  return families.get(leader)?.get(String.fromCharCode(second))?.(bytes) ?? 'unknown';
}
