import { ibmPages } from './ibm-pages';

/** A code table that `ESC t` can select: what the bytes 80H-FFH mean. 20H-7EH are ASCII in all of them. */
export interface CodePage {
  /** The parameter of `ESC t`. */
  readonly number: number;
  readonly name: string;
}

/**
 * The numbers are those of the TM series (ESC/POS Command Reference, `ESC t`); other makers keep the first twenty and differ after.
 * Tables that are not here are counted as not supported.
 */
const encodings: readonly (CodePage & { readonly encoding?: string })[] = [
  { number: 0, name: 'PC437' },
  { number: 2, name: 'PC850' },
  { number: 3, name: 'PC860' },
  { number: 4, name: 'PC863' },
  { number: 5, name: 'PC865' },
  { number: 15, name: 'ISO8859-7', encoding: 'iso-8859-7' },
  { number: 16, name: 'WPC1252', encoding: 'windows-1252' },
  { number: 17, name: 'PC866', encoding: 'ibm866' },
  { number: 18, name: 'PC852' },
  { number: 19, name: 'PC858' },
  { number: 33, name: 'PC775' },
  { number: 39, name: 'ISO8859-2', encoding: 'iso-8859-2' },
  { number: 40, name: 'ISO8859-15', encoding: 'iso-8859-15' },
  { number: 45, name: 'WPC1250', encoding: 'windows-1250' },
  { number: 46, name: 'WPC1251', encoding: 'windows-1251' },
  { number: 47, name: 'WPC1253', encoding: 'windows-1253' },
  { number: 48, name: 'WPC1254', encoding: 'windows-1254' },
  { number: 51, name: 'WPC1257', encoding: 'windows-1257' },
];

const upperHalf = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

const tables = new Map<number, readonly string[]>(
  encodings.map(({ number, name, encoding }) => [
    number,
    [...(encoding ? new TextDecoder(encoding).decode(upperHalf) : (ibmPages[name] ?? ''))],
  ]),
);

export const codePages: readonly CodePage[] = encodings.map(({ number, name }) => ({ number, name }));

/** The letter of one byte 20H-FFH; U+FFFD where the table has none. */
export function letterOf(codePage: number, byte: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  const letter = tables.get(codePage)?.[byte - 0x80];
  return letter === undefined || (letter >= '\u0080' && letter < '\u00a0') ? '\ufffd' : letter;
}

const replacedBytes = [0x23, 0x24, 0x40, 0x5b, 0x5c, 0x5d, 0x5e, 0x60, 0x7b, 0x7c, 0x7d, 0x7e];

/** `ESC R n`: the twelve ASCII positions that change with the country, n = 0-13. */
const internationalSets: readonly string[] = [
  '#$@[\\]^`{|}~',
  '#$à°ç§^`éùè¨',
  '#$§ÄÖÜ^`äöüß',
  '£$@[\\]^`{|}~',
  '#$@ÆØÅ^`æøå~',
  '#¤ÉÄÖÅÜéäöåü',
  '#$@°\\é^ùàòèì',
  '₧$@¡Ñ¿^`¨ñ}~',
  '#$@[¥]^`{|}~',
  '#¤ÉÆØÅÜéæøåü',
  '#$ÉÆØÅÜéæøåü',
  '#$á¡Ñ¿é`íñóú',
  '#$á¡Ñ¿éüíñóú',
  '#$@[₩]^`{|}~',
];

export function isInternationalSet(number: number): boolean {
  return number < internationalSets.length;
}

/** The letter of an ASCII byte in the international set `number`, or undefined where the set changes nothing. */
export function internationalLetter(number: number, byte: number): string | undefined {
  const position = replacedBytes.indexOf(byte);
  const { [number]: letters = '' } = internationalSets;
  return [...letters][position];
}
