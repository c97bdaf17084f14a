import { ascii } from './cells';

/** Nothing stands for these on paper: controls, unassigned and private characters, marks that turn the direction or only hint. */
const invisible = /[^\P{C}\n\u200c\u200d]/gu;

/** Typographic signs that not every code page has, and their plain sisters, which all have. */
const sisters: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u02bc]/g, "'"],
  [/[\u201c-\u201f]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/\u2022/g, '\u00b7'],
];

/** Letters that do not come apart into a plain letter and a mark. */
const strokes: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
};

/**
 * Text as it may go on paper: no control characters, so that no text of a site file can smuggle a command to the printer; composed
 * letters; the typographic signs that not every code page has as their plain sisters; `\n` for every kind of line break. The spaces
 * that forbid a break stay `\u00a0`.
 */
export function plainText(text: string): string {
  if (ascii.test(text)) return text;
  let plain = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  plain = plain.replace(/[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/g, ' ');
  plain = plain.replace(/[\u2007\u202f]/g, '\u00a0');
  plain = plain.replace(invisible, '').normalize('NFC');
  for (const [sign, sister] of sisters) plain = plain.replace(sign, sister);
  return plain;
}

/** What can be read of a text whose letters can neither be printed nor drawn: without their marks. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/gu, letter => strokes[letter] ?? (isMark(letter) ? '' : '?'));
}

function isMark(character: string): boolean {
  return /[\p{M}\p{Cf}]/u.test(character);
}
