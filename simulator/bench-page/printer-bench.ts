import { type Begin, FaultSwitches } from '../peers/fault-switches';
import { garbage, renderItems, type SimulatedPrinter, silent } from '../printer';
import type { PrinterFault, PrinterView } from './bench-view';

/** Pieces of paper that the page shows. */
const mostPieces = 8;

const faults: Readonly<Record<PrinterFault, Begin<SimulatedPrinter>>> = {
  'paper-out': printer => {
    printer.paperOut();
    return () => printer.loadPaper();
  },
  'paper-low': printer => {
    printer.paperNearEnd();
    return () => printer.loadPaper();
  },
  'cover-open': printer => {
    printer.openCover();
    return () => printer.closeCover();
  },
  // A printer that has met the jam keeps its error until it is switched off and on, as the advice of the catalogue says.
  'cutter-jam': printer => {
    printer.cutterJam();
    return async () => {
      printer.clearCutterJam();
      await printer.powerOff();
      await printer.powerOn();
    };
  },
  'cable-out': printer => {
    printer.unplugCable();
    return () => printer.plugCable();
  },
  'power-off': printer => {
    printer.powerOff();
    return () => printer.powerOn();
  },
  refuses: printer => {
    printer.refuseConnections();
    return () => printer.acceptConnections();
  },
  silent: printer => printer.behave(silent()),
  garbage: printer => printer.behave(garbage(1)),
};

/** A simulated printer in the hands of a developer: broken, mended, and its paper looked at. */
export class PrinterBench {
  readonly #name: string;
  readonly #printer: SimulatedPrinter;
  readonly #dots: number;
  readonly #broken: FaultSwitches<SimulatedPrinter, PrinterFault>;

  /** @param dots width of the printable area */
  constructor(name: string, printer: SimulatedPrinter, dots: number) {
    this.#name = name;
    this.#printer = printer;
    this.#broken = new FaultSwitches(printer, faults);
    this.#dots = dots;
  }

  async set(fault: PrinterFault, on: boolean): Promise<void> {
    await this.#broken.set(fault, on);
  }

  view(): PrinterView {
    return {
      name: this.#name,
      broken: this.#broken.on,
      paper: Math.round(this.#printer.paper),
      pieces: this.#printer.tickets
        .slice(-mostPieces)
        .reverse()
        .map(({ number, at, text, complete }) => ({ number, at, text, complete })),
    };
  }

  /** A picture of a piece of paper, WebP; undefined when there is no such piece. */
  async picture(number: number): Promise<Buffer | undefined> {
    const piece = this.#printer.tickets[number - 1];
    return piece && renderItems(piece.items, { dots: this.#dots, format: 'webp' });
  }

  /** Calls `changed` at everything that shows; returns how to end that. */
  watch(changed: () => void): () => void {
    const { events } = this.#printer;
    events.on('ticket', changed);
    events.on('status', changed);
    return () => {
      events.off('ticket', changed);
      events.off('status', changed);
    };
  }
}
