import type { PaperView } from '../bench-view';
import { card, el } from './dom';
import type { Part, Seen } from './part';

/** The paper that came out of the simulated printers, as a picture; its text is read out in the picture's place. */
export class Paper implements Part {
  readonly element: HTMLElement;
  readonly #slot = el('div', { class: 'slot' });
  readonly #earlier = el('div', { class: 'earlier' });
  #shown = '';

  constructor() {
    this.element = card('paper', 'Paper', this.#slot, this.#earlier);
    this.#slot.append(el('p', { class: 'quiet' }, 'Nothing has been printed yet.'));
  }

  show({ bench }: Seen): void {
    const pieces = bench.printers
      .flatMap(({ name, pieces }) => pieces.map(piece => ({ printer: name, piece })))
      .sort((a, b) => b.piece.at - a.piece.at);
    const newest = pieces[0];
    const key = newest ? addressOf(newest.printer, newest.piece) : '';
    if (key === this.#shown || !newest) return;
    this.#shown = key;
    this.#slot.replaceChildren(pictureOf(newest.printer, newest.piece));
    this.#earlier.replaceChildren(
      ...pieces.slice(1, 6).map(({ printer, piece }) => pictureOf(printer, piece)),
    );
  }
}

/** Of its picture. */
export function addressOf(printer: string, { number, at }: PaperView): string {
  return `/simulator/api/printer/${encodeURIComponent(printer)}/paper/${number}?at=${at}`;
}

function pictureOf(printer: string, piece: PaperView): HTMLElement {
  const text = piece.text.join(', ');
  const address = addressOf(printer, piece);
  const picture = el('img', { src: address, alt: `Ticket: ${text}`, 'data-number': String(piece.number) });
  return el(
    'figure',
    { class: piece.complete ? 'piece' : 'piece torn' },
    el('a', { href: address, target: '_blank', rel: 'noopener' }, picture),
    ...(piece.complete ? [] : [el('figcaption', {}, 'Not a whole ticket')]),
  );
}
