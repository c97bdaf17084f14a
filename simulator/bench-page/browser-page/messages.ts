import { card, el } from './dom';
import type { Part, Seen } from './part';

/** What the broker got from the box. */
export class Messages implements Part {
  readonly element: HTMLElement;
  readonly #list = el('ol', { class: 'log', tabindex: '0', 'aria-label': 'Messages, newest first' });
  #newest: string | undefined = '';

  constructor() {
    this.element = card('messages', 'What the broker sees', this.#list);
  }

  show({ bench }: Seen): void {
    const messages = bench.messages ?? [];
    const newest = JSON.stringify(messages[0]);
    if (newest === this.#newest && this.#list.children.length === messages.length) return;
    this.#newest = newest;
    this.#list.replaceChildren(
      ...messages.map(({ topic, payload }) =>
        el('li', {}, el('b', {}, topic), el('br'), el('code', {}, payload)),
      ),
    );
  }
}
