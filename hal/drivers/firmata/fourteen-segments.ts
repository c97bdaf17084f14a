/**
 * Segments of a fourteen-segment digit in the order of the bits on the usual HT16K33 backpacks: a top, b and c right, d bottom, e and f left, g and
 * h the middle bar left and right, i j k the upper inner strokes, l m n the lower ones, p the point.
 */
const order = 'abcdefghijklmnp';

/** Ticket codes need digits and letters that are told apart at a glance: 0 has its stroke, 1 has none. */
const letters: Readonly<Record<string, string>> = {
  ' ': '',
  '-': 'gh',
  '0': 'abcdefkl',
  '1': 'bc',
  '2': 'abdegh',
  '3': 'abcdh',
  '4': 'bcfgh',
  '5': 'adfgn',
  '6': 'acdefgh',
  '7': 'abc',
  '8': 'abcdefgh',
  '9': 'abcdfgh',
  A: 'abcefgh',
  B: 'abcdhjm',
  C: 'adef',
  D: 'abcdjm',
  E: 'adefgh',
  F: 'aefg',
  G: 'acdefh',
  H: 'bcefgh',
  J: 'bcde',
  K: 'efgkn',
  L: 'def',
  M: 'bcefik',
  N: 'bcefin',
  P: 'abefgh',
  R: 'abefghn',
  S: 'acdfgh',
  T: 'ajm',
  U: 'bcdef',
  V: 'efkl',
  W: 'bcefln',
  X: 'ikln',
  Y: 'ikm',
  Z: 'adkl',
};

/** The lit segments of a letter, one bit each; a letter that has no shape is a dash, so that nobody takes it for a gap. */
export function segmentsOf(letter: string): number {
  const lit = letters[letter.toUpperCase()] ?? 'gh';
  return [...lit].reduce((bits, segment) => bits | (1 << order.indexOf(segment)), 0);
}
