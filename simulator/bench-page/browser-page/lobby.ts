import type { StateView, TicketView } from '../../../firmware/screens/views';
import { card, el } from './dom';
import { firstLanguage, nameOr } from './names';
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
      .flatMap(ticket =>
        ticket.calledAt === undefined || ticket.state === 'parked' ? [] : [{ ticket, at: ticket.calledAt }],
      )
      .sort((a, b) => b.at - a.at)
      .slice(0, mostCalls);
    this.#calls.replaceChildren(
      ...(called.length > 0
        ? called.map(({ ticket }) => callOf(ticket, state))
        : [el('li', { class: 'quiet' }, 'Nobody has been called yet.')]),
    );
  }
}

function callOf({ code, counter = '', state: ticketState }: TicketView, state: StateView): HTMLElement {
  const language = firstLanguage(state);
  const place = nameOr(counter, state.counters.find(({ id }) => id === counter)?.name, language);
  return el(
    'li',
    { class: ticketState === 'called' ? 'call now' : 'call' },
    el('b', { class: 'code' }, code),
    el('span', { lang: language }, place),
  );
}
