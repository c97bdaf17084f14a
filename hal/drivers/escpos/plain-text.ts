/** Characters that combine with the one before them take no cell of their own. */
const combining = /\p{M}/u;

/**
 * Text as it may go on paper: no control characters, so that no text of a site file can smuggle a command to the printer; composed
 * letters; the typographic signs that no code page of printers has as their plain sisters.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[\u2000-\u200a\u202f\u00a0\t]/g, ' ')
    .replace(/[^\P{C}\n]/gu, '');
}

/** Cells that a text takes in a fixed-width font. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) if (!combining.test(character)) cells += 1;
  return cells;
}

/** Breaks a text into lines of at most `cells`, between words; a word that is longer than a line is broken inside. */
export function wrapCells(text: string, cells: number): string[] {
  return text.split('\n').flatMap(paragraph => wrapParagraph(paragraph, cells));
}

function wrapParagraph(paragraph: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').flatMap(each => pieces(each, cells))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (cellsOf(longer) <= cells) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  lines.push(line);
  return lines;
}

function pieces(word: string, cells: number): string[] {
  if (cellsOf(word) <= cells) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (cellsOf(part + character) > cells) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
