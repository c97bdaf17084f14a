import { sendCommand } from '../../../firmware/screens/browser-page/command';
import type { CounterView, StateView } from '../../../firmware/screens/views';
import { card, el, setText } from './dom';
import { LampPicture } from './lamp';
import { firstLanguage, nameOr } from './names';
import type { Part, Seen } from './part';

const acts = [
  { command: 'next', label: 'Next' },
  { command: 'recall', label: 'Recall' },
  { command: 'arrived', label: 'Arrived' },
  { command: 'done', label: 'Done' },
  { command: 'no-show', label: 'No-show' },
] as const;

/** The counters as their officers have them: lamp, number display and buttons. */
export class Counters implements Part {
  readonly element: HTMLElement;
  readonly #counters: readonly CounterPicture[];

  constructor(state: StateView) {
    this.#counters = state.counters.map(counter => new CounterPicture(counter, state));
    this.element = card(
      'counters',
      'Counters',
      el('div', { class: 'desks' }, ...this.#counters.map(({ element }) => element)),
    );
  }

  show(seen: Seen): void {
    for (const counter of this.#counters) counter.show(seen);
  }
}

class CounterPicture {
  readonly element: HTMLElement;
  readonly #counter: CounterView;
  readonly #letters: string;
  readonly #lamp: LampPicture | undefined;
  readonly #display = el('output', { class: 'digits' });
  readonly #ticket = el('p', { class: 'quiet' });
  readonly #answer = el('p', { role: 'status', class: 'answer' });

  constructor(counter: CounterView, state: StateView) {
    const language = firstLanguage(state);
    this.#counter = counter;
    this.#lamp = counter.lamp === undefined ? undefined : new LampPicture(counter.lamp);
    this.#letters = state.services
      .filter(({ id }) => counter.services.includes(id))
      .map(({ letter }) => letter)
      .join(' ');
    this.element = el(
      'article',
      { class: 'desk', 'data-counter': counter.id },
      el(
        'div',
        { class: 'line' },
        el('h3', { lang: language }, nameOr(counter.id, counter.name, language)),
        ...(this.#lamp ? [this.#lamp.element] : []),
      ),
      this.#display,
      this.#ticket,
      el(
        'div',
        { class: 'acts' },
        ...acts.map(({ command, label }) =>
          el('button', { type: 'button', 'data-act': command, click: () => this.#act(command) }, label),
        ),
      ),
      this.#answer,
    );
  }

  show({ state, bench }: Seen): void {
    const { id, lamp, display } = this.#counter;
    const ticket = state.counters.find(counter => counter.id === id)?.ticket;
    if (lamp !== undefined) this.#lamp?.show(bench.lamps[lamp]);
    setText(this.#display, (display === undefined ? ticket : bench.displays[display]) || '\u2013');
    const current = state.tickets.find(({ code }) => code === ticket);
    const now = current ? `${current.code} is ${current.state}, ${current.language}` : 'Free';
    setText(this.#ticket, `${now}; serves ${this.#letters}`);
  }

  async #act(command: string): Promise<void> {
    const reply = await sendCommand(command, { counter: this.#counter.id });
    this.#answer.classList.toggle('refused', !reply.ok);
    setText(this.#answer, reply.ok ? '' : `${reply.message} (${reply.code})`);
  }
}
