/** Printable ASCII: what most lines are, and what needs no second look. */
export const ascii = /^[\x20-\x7e]*$/;

/** Stand on the character before them. */
const noCell = /[\p{M}\u200c\u200d]/u;

/** As wide as two letters in every font. */
const twoCells =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Yi}\p{Emoji_Presentation}\u3001-\u303e\uff01-\uff60]/u;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Cells that a text takes in a font of fixed pitch. */
export function cellsOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += noCell.test(character) ? 0 : twoCells.test(character) ? 2 : 1;
  return cells;
}

/** Whether the first letter of a text is of a script that is written from the right. */
export function isRightToLeft(text: string): boolean {
  if (ascii.test(text)) return false;
  const [letter = ''] = /\p{L}/u.exec(text) ?? [];
  return rightToLeft.test(letter);
}

/** Breaks a text into lines of at most `cells`, between words; a word that is longer than a line is broken inside. */
export function wrapCells(text: string, cells: number): string[] {
  if (ascii.test(text) && text.length <= cells) return [text];
  return text.split('\n').flatMap(paragraph => wrapParagraph(paragraph, cells));
}

function wrapParagraph(paragraph: string, cells: number): string[] {
  if (cellsOf(paragraph) <= cells) return [paragraph];
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of paragraph.split(' ').flatMap(each => piecesOf(each, cells))) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || cellsOf(longer) <= cells) {
      line = longer;
      continue;
    }
    if (word === '') continue;
    lines.push(line);
    line = word;
  }
  return [...lines, line ?? ''];
}

/** A word cut so that each piece fits on a line, never between a letter and its marks. */
function piecesOf(word: string, cells: number): string[] {
  if (cellsOf(word) <= cells) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (piece !== '' && cellsOf(piece + segment) > cells) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
