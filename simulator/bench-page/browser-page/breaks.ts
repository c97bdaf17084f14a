import { postJson } from '../../../firmware/screens/browser-page/command';
import type { DeviceView } from '../../../firmware/screens/views';
import { type PrinterView, printerFaults } from '../bench-view';
import { card, el, setText } from './dom';
import type { Part, Seen } from './part';

/** The printers: what the box knows of each, and everything that can be done to it. */
export class Breaks implements Part {
  readonly element: HTMLElement;
  readonly #printers: readonly PrinterBreaks[];

  constructor({ bench }: Seen) {
    this.#printers = bench.printers.map(({ name }) => new PrinterBreaks(name));
    this.element = card('breaks', 'Break the printer', ...this.#printers.map(({ element }) => element));
    if (this.#printers.length === 0) {
      this.element.append(el('p', { class: 'quiet' }, 'The printer is a real one: break it by hand.'));
    }
  }

  show({ state, bench }: Seen): void {
    for (const printer of this.#printers) {
      const view = bench.printers.find(({ name }) => name === printer.name);
      const device = state.devices.find(({ name }) => name === printer.name);
      if (view) printer.show(view, device);
    }
  }
}

class PrinterBreaks {
  readonly name: string;
  readonly element: HTMLElement;
  readonly #health = el('span', { class: 'health' });
  readonly #roll = el('span', { class: 'quiet' });
  readonly #reasons = el('div', { class: 'reasons', role: 'status' });
  readonly #buttons: ReadonlyMap<string, HTMLButtonElement>;
  #told = '';

  constructor(name: string) {
    this.name = name;
    this.#buttons = new Map(
      printerFaults.map(({ id, label }) => [
        id,
        el(
          'button',
          { type: 'button', 'aria-pressed': 'false', 'data-fault': id, click: () => this.#toggle(id) },
          label,
        ),
      ]),
    );
    this.element = el(
      'div',
      { class: 'printer', 'data-printer': name },
      el('p', { class: 'line' }, el('b', {}, name), this.#health, this.#roll),
      this.#reasons,
      el('div', { class: 'toggles' }, ...this.#buttons.values()),
    );
  }

  show({ broken, paper }: PrinterView, device: DeviceView | undefined): void {
    for (const [id, button] of this.#buttons) {
      button.setAttribute('aria-pressed', String(broken.some(fault => fault === id)));
    }
    setText(this.#roll, `${(paper / 1000).toFixed(1)} m of paper`);
    const health = device?.health ?? 'unknown';
    this.#health.className = `health ${health}`;
    setText(this.#health, health);
    const reasons = device ? [...(device.reason ? [device.reason] : []), ...device.warnings] : [];
    const told = reasons.map(({ code }) => code).join();
    if (told === this.#told) return;
    this.#told = told;
    this.#reasons.replaceChildren(
      ...reasons.map(({ code, what, advice }) =>
        el('p', {}, el('b', {}, what), ' ', el('code', {}, code), el('br'), advice),
      ),
    );
  }

  #toggle(fault: string): void {
    const on = this.#buttons.get(fault)?.getAttribute('aria-pressed') !== 'true';
    void postJson(`/simulator/api/printer/${encodeURIComponent(this.name)}`, { fault, on });
  }
}
