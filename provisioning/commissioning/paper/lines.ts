import type { Block } from '../../../hal/print-document';
import type { PaperWidth } from '../../../hal/ticket-printer';

/** Lines of at most so many columns, about equally long, broken between words; a longer word is broken anywhere. */
export function wrapped(text: string, columns: number): string[] {
  let best = filled(text, columns);
  for (let narrower = columns - 1; narrower > columns / 2; narrower--) {
    const lines = filled(text, narrower);
    if (lines.length > best.length) break;
    best = lines;
  }
  return best;
}

function filled(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(each => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...Array.from(word.matchAll(new RegExp(`.{1,${columns}}`, 'gu')), ([part]) => part));
  }
  return lines;
}

interface Style {
  readonly bold?: boolean;
  readonly align?: 'left' | 'center';
  readonly large?: boolean;
}

/** A text in as many lines as it takes. */
export function lines(
  text: string,
  paper: PaperWidth,
  { bold = false, align = 'left', large = false }: Style = {},
): Block[] {
  const columns = large ? Math.floor(paper.columns / 2) : paper.columns;
  return (align === 'center' ? wrapped : filled)(text, columns).map(line => ({
    block: 'text',
    text: line,
    bold,
    align,
    ...(large && { size: 'large' as const }),
  }));
}

/** A name and its value on one line, or the value below it where both have no room. */
export function pair(left: string, right: string, paper: PaperWidth): Block[] {
  if (left.length + right.length + 2 <= paper.columns) return [{ block: 'columns', left, right }];
  return [
    { block: 'text', text: left },
    ...filled(right, paper.columns - 2).map(
      (line): Block => ({ block: 'text', text: `  ${line}`, bold: true }),
    ),
  ];
}

export const rule: Block = { block: 'rule' };
export const gap: Block = { block: 'feed', lines: 1 };
