import type { StateView, TicketView } from '../../../firmware/screens/views';
import { card, el } from './dom';
import type { Part, Seen } from './part';

/** Calls that the lobby display shows. */
const mostCalls = 5;

/** What the customers see: the last calls, and where to go. */
export class Lobby implements Part {
  readonly element: HTMLElement;
  readonly #calls = el('ol', { class: 'calls' });

  constructor() {
    this.element = card('lobby', 'Lobby display', this.#calls);
  }

  show({ state }: Seen): void {
    const called = state.tickets
      .filter(({ calledAt, state }) => calledAt !== undefined && state !== 'parked')
      .sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0))
      .slice(0, mostCalls);
    this.#calls.replaceChildren(
      ...(called.length > 0
        ? called.map(ticket => callOf(ticket, state))
        : [el('li', { class: 'quiet' }, 'Nobody has been called yet.')]),
    );
  }
}

function callOf({ code, counter, state: ticketState }: TicketView, state: StateView): HTMLElement {
  const language = state.languages[0] ?? 'en';
  const place = state.counters.find(({ id }) => id === counter)?.name[language] ?? counter ?? '';
  return el(
    'li',
    { class: ticketState === 'called' ? 'call now' : 'call' },
    el('b', { class: 'code' }, code),
    el('span', { lang: language }, place),
  );
}
