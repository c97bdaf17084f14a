import type { StateView } from '../../../firmware/screens/views';
import { type BoardView, boardFaults, type PrinterView, printerFaults } from '../bench-view';
import { DeviceHealth } from './device-health';
import { card, el, setText } from './dom';
import { FaultToggles } from './fault-toggles';
import type { Part, Seen } from './part';

/** Printers and USB boards: what the box knows of each, and everything that can be done to it. */
export class Breaks implements Part {
  readonly element: HTMLElement;
  readonly #printers: readonly PrinterBreaks[];
  readonly #boards: readonly BoardBreaks[];

  constructor({ bench }: Seen) {
    this.#printers = bench.printers.map(({ name }) => new PrinterBreaks(name));
    this.#boards = bench.boards.map(({ name }) => new BoardBreaks(name));
    const breaks = [...this.#printers, ...this.#boards];
    this.element = card('breaks', 'Break the devices', ...breaks.map(({ element }) => element));
    if (this.#printers.length === 0) {
      this.element.append(el('p', { class: 'quiet' }, 'The printer is a real one: break it by hand.'));
    }
  }

  show({ state, bench }: Seen): void {
    for (const [index, printer] of this.#printers.entries()) printer.show(bench.printers[index], state);
    for (const [index, board] of this.#boards.entries()) board.show(bench.boards[index], state);
  }
}

class PrinterBreaks {
  readonly element: HTMLElement;
  readonly #health = new DeviceHealth();
  readonly #roll = el('span', { class: 'quiet' });
  readonly #toggles: FaultToggles<PrinterView['broken'][number]>;

  constructor(name: string) {
    this.#toggles = new FaultToggles(`/simulator/api/printer/${encodeURIComponent(name)}`, printerFaults);
    this.element = el(
      'div',
      { class: 'printer', 'data-printer': name },
      el('p', { class: 'line' }, el('b', {}, name), this.#health.badge, this.#roll),
      this.#health.reasons,
      this.#toggles.element,
    );
  }

  show(view: PrinterView | undefined, state: StateView): void {
    if (!view) return;
    this.#toggles.show(view.broken);
    setText(this.#roll, `${(view.paper / 1000).toFixed(1)} m of paper`);
    this.#health.show(state.devices.find(({ name }) => name === view.name));
  }
}

class BoardBreaks {
  readonly element: HTMLElement;
  readonly #health = new DeviceHealth();
  readonly #toggles: FaultToggles<BoardView['broken'][number]>;

  constructor(name: string) {
    this.#toggles = new FaultToggles(`/simulator/api/board/${encodeURIComponent(name)}`, boardFaults);
    this.element = el(
      'div',
      { class: 'printer', 'data-board': name },
      el('p', { class: 'line' }, el('b', {}, name), this.#health.badge),
      this.#health.reasons,
      this.#toggles.element,
    );
  }

  /** All devices of a board share its fate; what is wrong with any of them stands for all. */
  show(view: BoardView | undefined, state: StateView): void {
    if (!view) return;
    this.#toggles.show(view.broken);
    const devices = state.devices.filter(({ name }) => view.devices.includes(name));
    this.#health.show(devices.find(({ health }) => health !== 'ok') ?? devices[0]);
  }
}
