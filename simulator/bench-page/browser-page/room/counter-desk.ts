import { postJson, sendCommand } from '../../../../firmware/screens/browser-page/command';
import type { CounterView } from '../../../../firmware/screens/views';
import type { PlanView } from '../../bench-view';
import type { Seen } from '../part';
import type { Point } from './places';
import { bulb, pressable, svg, words } from './svg';

/** A counter: the officer, the number display, the lamp and the box with its buttons. */
export class CounterDesk {
  readonly element: SVGGElement;
  readonly #counter: CounterView;
  readonly #digits = words('', 0, -22, 'digits');
  readonly #officer = svg('g', { class: 'officer' });

  constructor(counter: CounterView, { x, y }: Point, name: string, plan: PlanView) {
    this.#counter = counter;
    const { next, recall } = plan.counters.find(({ id }) => id === counter.id) ?? {};
    this.#officer.append(
      svg('path', { d: 'M50 22 q0 -26 15 -26 q15 0 15 26 z' }),
      svg('circle', { cx: 65, cy: -14, r: 10 }),
    );
    this.element = svg(
      'g',
      { class: 'counter', transform: `translate(${x} ${y})`, 'data-counter': counter.id },
      svg('rect', { x: -34, y: -44, width: 68, height: 32, rx: 4, class: 'display' }),
      this.#digits,
      ...(counter.lamp === undefined ? [] : [bulb(counter.lamp, 50, -32)]),
      this.#officer,
      svg('rect', { x: -40, y: 2, width: 78, height: 40, rx: 6, class: 'desk' }),
      words(name, 60, 42, 'name'),
      button(`Next at ${name}`, 'N', -22, () => void press(next, 'next', counter.id)),
      button(`Show again at ${name}`, 'R', 20, () => void press(recall, 'recall', counter.id)),
    );
  }

  show({ state, bench }: Seen): void {
    const { id, display } = this.#counter;
    const ticket = state.counters.find(counter => counter.id === id)?.ticket;
    const shown = display === undefined ? ticket : (bench.displays[display] ?? ticket);
    const text = shown || '\u2013';
    if (this.#digits.textContent !== text) this.#digits.textContent = text;
    this.#officer.classList.toggle('away', bench.people !== true);
  }
}

function button(name: string, letter: string, x: number, act: () => void): SVGGElement {
  return pressable(
    name,
    act,
    svg('rect', { x: x - 16, y: 6, width: 32, height: 32, rx: 8, class: 'key' }),
    words(letter, x, 28, 'letter'),
  );
}

/** The button itself if it has a wire; else what it would ask for. */
async function press(device: string | undefined, command: string, counter: string): Promise<void> {
  if (device === undefined) await sendCommand(command, { counter });
  else await postJson('/simulator/api/press', { device });
}
