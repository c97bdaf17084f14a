import type { Block } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import { hasRoom, wrap } from './wrap';

/** Centred lines of the normal font, broken between words. */
export function centered(text: string, paper: PaperWidth, bold = false): Block[] {
  return wrap(text, paper.columns).map(line => ({ block: 'text', text: line, align: 'center', bold }));
}

/**
 * Centred bold lines of double size, which can be read at arm's length with old eyes; in the normal size where that would break a
 * word or take more than two lines.
 */
export function centeredLarge(text: string, paper: PaperWidth): Block[] {
  const columns = Math.floor(paper.columns / 2);
  if (!hasRoom(text, columns, 2)) return centered(text, paper, true);
  return wrap(text, columns).map(line => ({
    block: 'text',
    text: line,
    size: 'large',
    bold: true,
    align: 'center',
  }));
}
