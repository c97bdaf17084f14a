/** Columns of the narrowest terminal that somebody still has. */
export const width = 80;

const fixedSpace = '\u00a0';

/** A command to be copied, which no line end may divide. */
export function unbroken(command: string): string {
  return command.replaceAll(' ', fixedSpace);
}

/** Commands as the catalogue writes them. */
const commands = /`[^`]*`|"(?:sudo|tiski|npm|ls) [^"]*"/g;

/**
 * Text in lines of at most `width` columns. A word that is longer than a line, such as a path to be copied, stays whole, and so do commands in quotes.
 * @param indent columns before the first line
 * @param hanging columns before the others
 */
export function wrapped(text: string, indent = 0, hanging = indent): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replace(commands, unbroken).split(' ')) {
    const room = width - (lines.length === 0 ? indent : hanging);
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines
    .map((each, index) => ' '.repeat(index === 0 ? indent : hanging) + each.replaceAll(fixedSpace, ' '))
    .join('\n');
}

/** A word and what is said of it, the second beginning in its own column and wrapped there. */
export function entry(word: string, text: string, column: number): string {
  const lines = wrapped(text, column).slice(column);
  return word.length < column ? word.padEnd(column) + lines : `${word}\n${' '.repeat(column)}${lines}`;
}

/** What comes from a device or another program, with nothing in it that could change a terminal. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}
