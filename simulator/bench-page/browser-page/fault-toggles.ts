import { postJson } from '../../../firmware/screens/browser-page/command';
import { el } from './dom';

/** A row of buttons, each of which begins and ends one fault at `address`. */
export class FaultToggles<Fault extends string> {
  readonly element: HTMLElement;
  readonly #address: string;
  readonly #buttons: ReadonlyMap<Fault, HTMLButtonElement>;

  constructor(address: string, faults: readonly { readonly id: Fault; readonly label: string }[]) {
    this.#address = address;
    this.#buttons = new Map(
      faults.map(({ id, label }) => [
        id,
        el(
          'button',
          { type: 'button', 'aria-pressed': 'false', 'data-fault': id, click: () => this.#toggle(id) },
          label,
        ),
      ]),
    );
    this.element = el('div', { class: 'toggles' }, ...this.#buttons.values());
  }

  show(broken: readonly Fault[]): void {
    for (const [id, button] of this.#buttons)
      button.setAttribute('aria-pressed', String(broken.includes(id)));
  }

  #toggle(fault: Fault): void {
    const on = this.#buttons.get(fault)?.getAttribute('aria-pressed') !== 'true';
    void postJson(this.#address, { fault, on });
  }
}
