import type { Block, PrintDocument } from '../../../hal/print-document';

/** What can be read on a document, line by line. */
export function linesOf(document: PrintDocument): string[] {
  return document.flatMap(block => (block.block === 'text' ? [block.text] : []));
}

/** The same in one string, so that a sentence can be found however it is broken. */
export function textOf(document: PrintDocument): string {
  return linesOf(document).join(' ');
}

const factors = { small: 0.75, normal: 1, large: 2, huge: 8 };

/** Columns of the normal font that a block takes. */
export function columnsOf(block: Block): number {
  return block.block === 'text' ? [...block.text].length * factors[block.size ?? 'normal'] : 0;
}
