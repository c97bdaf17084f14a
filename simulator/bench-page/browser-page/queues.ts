import { card, el } from './dom';
import { firstLanguage, nameOr } from './names';
import type { Part, Seen } from './part';

/** Who waits, by service, the next to be called first. */
export class Queues implements Part {
  readonly element: HTMLElement;
  readonly #rows = el('dl', { class: 'queues' });

  constructor() {
    this.element = card('queues', 'Waiting', this.#rows);
  }

  show({ state }: Seen): void {
    const language = firstLanguage(state);
    const flagged = new Set(
      state.tickets.filter(({ print }) => print === 'unconfirmed').map(({ code }) => code),
    );
    this.#rows.replaceChildren(
      ...state.services.map(({ letter, name, queue }) =>
        el(
          'div',
          {},
          el('dt', { lang: language }, el('b', {}, letter), ` ${nameOr('', name, language)}`),
          el(
            'dd',
            {},
            el('b', { class: 'count' }, String(queue.length)),
            ...queue.map(code => chip(code, flagged.has(code))),
          ),
        ),
      ),
    );
  }
}

function chip(code: string, isUnconfirmed: boolean): HTMLElement {
  return isUnconfirmed
    ? el('span', { class: 'chip flagged', title: 'Its print was not confirmed' }, `${code} ?`)
    : el('span', { class: 'chip' }, code);
}
