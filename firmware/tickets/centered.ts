import type { Block } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import { hasRoom, wrap } from './wrap';

/**
 * Lines that were laid out lately. A point prints the same words all day, and who meets the same block again need not encode it again.
 */
const kept = new Map<string, readonly Block[]>();
const mostKept = 500;

/** Centred lines of the normal font, broken between words. */
export function centered(text: string, paper: PaperWidth, bold = false): readonly Block[] {
  return keeping(`${bold} ${paper.roll} ${text}`, () =>
    wrap(text, paper.columns).map(line => ({ block: 'text', text: line, align: 'center', bold })),
  );
}

/**
 * Centred bold lines of double size, which can be read at arm's length with old eyes; in the normal size where that would break a
 * word or take more than two lines.
 */
export function centeredLarge(text: string, paper: PaperWidth): readonly Block[] {
  const columns = Math.floor(paper.columns / 2);
  return keeping(`large ${paper.roll} ${text}`, () => {
    if (!hasRoom(text, columns, 2)) return centered(text, paper, true);
    return wrap(text, columns).map(line => ({
      block: 'text',
      text: line,
      size: 'large',
      bold: true,
      align: 'center',
    }));
  });
}

function keeping(key: string, lay: () => readonly Block[]): readonly Block[] {
  const known = kept.get(key);
  if (known) return known;
  const blocks = lay();
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, blocks);
  return blocks;
}
