/** Cells that a text takes in a font of fixed pitch: marks that stand on another letter take none. */
export function cellsOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}

/**
 * Breaks a text into lines of at most `columns` cells, all about equally long: the same number of lines as filling each to the
 * brim would give, without a last line of one lonely word. A word longer than a line is broken with a hyphen.
 */
export function wrap(text: string, columns: number): string[] {
  const words = text
    .normalize('NFC')
    .split(/[ \t\n]+/)
    .filter(word => word !== '')
    .flatMap(word => piecesOf(word, columns));
  let best = fill(words, columns);
  for (let narrower = columns - 1; narrower > 0; narrower--) {
    const lines = fill(words, narrower);
    if (lines.length > best.length || lines.some(line => cellsOf(line) > narrower)) break;
    best = lines;
  }
  return best;
}

/** Whether the text can be broken into lines of that width without breaking a word. */
export function hasRoom(text: string, columns: number, lines: number): boolean {
  const words = text.normalize('NFC').split(/[ \t\n]+/);
  return words.every(word => cellsOf(word) <= columns) && fill(words, columns).length <= lines;
}

function fill(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last} ${word}`;
    if (longer !== undefined && cellsOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function piecesOf(word: string, columns: number): string[] {
  if (cellsOf(word) <= columns || columns < 2) return [word];
  const letters = Array.from(word.matchAll(/.\p{M}*/gsu), ([letter]) => letter);
  const pieces: string[] = [];
  while (letters.length > columns) pieces.push(`${letters.splice(0, columns - 1).join('')}-`);
  return [...pieces, letters.join('')];
}
