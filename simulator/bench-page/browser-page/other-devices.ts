import { postJson } from '../../../firmware/screens/browser-page/command';
import { card, el, setText } from './dom';
import { LampPicture } from './lamp';
import type { Part, Seen } from './part';

/** The other devices: the box's own buttons to press, lamps that belong to no counter, sounders. */
export class OtherDevices implements Part {
  readonly element: HTMLElement;
  readonly #lamps: ReadonlyMap<string, LampPicture>;
  readonly #sounders: ReadonlyMap<string, HTMLElement>;

  constructor({ state, bench }: Seen) {
    const ofCounters = new Set(state.counters.map(({ lamp }) => lamp));
    const lamps = Object.keys(bench.lamps).filter(name => !ofCounters.has(name));
    this.#lamps = new Map(lamps.map(name => [name, new LampPicture(name)]));
    this.#sounders = new Map(Object.keys(bench.sounders).map(name => [name, el('span', { class: 'sign' })]));
    const shown = [...this.#lamps].map(([name, { element }]): [string, HTMLElement] => [name, element]);
    this.element = card(
      'devices',
      'Buttons and lamps on wires',
      el(
        'dl',
        { class: 'wires' },
        ...[...shown, ...this.#sounders].map(([name, element]) =>
          el('div', {}, el('dt', {}, name), el('dd', {}, element)),
        ),
      ),
      el(
        'div',
        { class: 'toggles' },
        ...bench.buttons.map(name =>
          el('button', { type: 'button', 'data-button': name, click: () => press(name) }, name),
        ),
      ),
    );
  }

  show({ bench }: Seen): void {
    for (const [name, lamp] of this.#lamps) lamp.show(bench.lamps[name]);
    for (const [name, element] of this.#sounders) setText(element, bench.sounders[name] || 'quiet');
  }
}

function press(device: string): void {
  void postJson('/simulator/api/press', { device });
}
