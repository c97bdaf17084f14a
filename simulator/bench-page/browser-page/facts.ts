import type { Fact } from '../../../firmware/screens/browser-page/live';
import { card, el } from './dom';
import type { Part } from './part';

/** Facts that stay in sight. */
const mostFacts = 40;

/** The facts as the box tells them to its screens. */
export class Facts implements Part {
  readonly element: HTMLElement;
  readonly #list = el('ol', {
    class: 'log',
    reversed: true,
    tabindex: '0',
    'aria-label': 'Facts, newest first',
  });

  constructor() {
    this.element = card('facts', 'Facts', this.#list);
  }

  fact({ sequence, type, at, data }: Fact): void {
    const words = Object.entries(data).map(([name, value]) => `${name} ${String(value) || '–'}`);
    this.#list.prepend(
      el(
        'li',
        { 'data-type': type },
        el('span', { class: 'quiet' }, `${sequence} `),
        el('time', {}, new Date(at).toLocaleTimeString('en-GB')),
        el('b', {}, ` ${type} `),
        words.join(', '),
      ),
    );
    while (this.#list.children.length > mostFacts) this.#list.lastElementChild?.remove();
  }
}
