import { once } from 'node:events';
import * as assert from 'uvu/assert';
import { defaultLimits, type Limits } from '../../hal/drivers/escpos/limits';
import { EscposPrinter } from '../../hal/drivers/escpos/printer';
import { type ProfileName, profiles } from '../../hal/drivers/escpos/profiles';
import { TcpTransport } from '../../hal/drivers/escpos/tcp-transport';
import type { Transport } from '../../hal/drivers/escpos/transport';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import type { PrintDocument } from '../../hal/print-document';
import { type PrintOutcome, paperWidths } from '../../hal/ticket-printer';
import { SimulatedPrinter, type SimulatedPrinterOptions } from '../../simulator/printer';
import { type OpenPrinterWire, type PrinterWire, tcpWire } from './printer-wires';

export const time = new SystemTime();

/** The limits of the product, faster where only patience is meant. */
export const brisk: Limits = {
  ...defaultLimits,
  connect: 500,
  retryFirst: 60,
  retryLongest: 500,
  close: 250,
  poll: 200,
  pollBusy: 75,
  queryPatience: 250,
  silence: 600,
  silenceBusy: 900,
  neverAnswers: 800,
  factsAge: 1_250,
  clear: 500,
  recover: 300,
  sync: 500,
  syncQuiet: 300,
  markerPatience: 750,
  confirm: 2_500,
  unconfirmable: 250,
  hold: 2_000,
  renewSilent: 750,
  stop: 250,
};

/** So long that no test comes to its end. */
export const testRoll = { length: 1_000_000, warnTickets: 50 };

/** A ticket of so many lines, the code on the first and on the last. */
export function ticket(code: string, lines = 4): PrintDocument {
  const text = Array.from({ length: lines - 2 }, (_, at) => `line ${at + 2}`);
  return [`begin ${code}`, ...text, `end ${code}`].map(line => ({ block: 'text', text: line }));
}

/** Plain lines, so that these tests depend on the driver alone. */
export async function plainLines(document: PrintDocument): Promise<Uint8Array> {
  return Buffer.from(document.map(block => (block.block === 'text' ? `${block.text}\n` : '\n')).join(''));
}

export interface DriverOptions {
  readonly profile?: ProfileName;
  readonly limits?: Limits;
}

export function driverOn(port: number, options: DriverOptions = {}): EscposPrinter {
  return driverOver(new TcpTransport('127.0.0.1', port), options);
}

export function driverOver(transport: Transport, options: DriverOptions = {}): EscposPrinter {
  return new EscposPrinter('lobby', {
    transport,
    profile: profiles[options.profile ?? 'epson'],
    limits: options.limits ?? brisk,
    paper: paperWidths[80],
    time,
    log: silent,
    roll: testRoll,
    encode: plainLines,
  });
}

export interface Bench {
  readonly wire: OpenPrinterWire;
  readonly paper: SimulatedPrinter;
  readonly printer: EscposPrinter;
  /** Waits for the status, for at most 5 s. */
  until(wanted: string): Promise<void>;
  /** What became of the ticket, and after how many milliseconds. */
  print(code: string, lines?: number): Promise<{ readonly outcome: PrintOutcome; readonly took: number }>;
}

export type BenchOptions = Omit<SimulatedPrinterOptions, 'time'> & {
  readonly driver?: ProfileName;
  readonly limits?: Limits;
  readonly wire?: PrinterWire;
};

/** Runs with a simulated printer and a driver on it that has found it ready. */
export async function withBench(options: BenchOptions, run: (bench: Bench) => Promise<void>): Promise<void> {
  const paper = new SimulatedPrinter({ time, speed: 400, cutTime: 20, ...options });
  const wire = await (options.wire ?? tcpWire).open(paper);
  const printer = driverOver(wire.transport, { profile: options.driver, limits: options.limits });
  const bench: Bench = {
    wire,
    paper,
    printer,
    until: wanted => until(printer, wanted),
    print: async (code, lines) => {
      const start = time.monotonic();
      const outcome = await printer.print(ticket(code, lines));
      return { outcome, took: time.monotonic() - start };
    },
  };
  try {
    await printer.start(AbortSignal.timeout(30_000));
    await bench.until(options.profile === 'mute' ? 'printer-silent' : 'ok');
    await run(bench);
  } finally {
    await printer.stop();
    await paper.stop();
    await wire.close();
  }
}

/** Waits until the status is `wanted`: `ok`, or a code. */
export async function until(printer: EscposPrinter, wanted: string): Promise<void> {
  const signal = AbortSignal.timeout(5_000);
  const now = () => printer.status.code ?? printer.status.health;
  while (now() !== wanted) {
    await once(printer.events, 'status', { signal }).catch(() => {
      throw new Error(`waited for ${wanted}, it is ${JSON.stringify(printer.status)}`);
    });
  }
}

/** Waits until the paper printer has nothing to do any more. */
export async function idle(paper: SimulatedPrinter): Promise<void> {
  const start = time.monotonic();
  let quiet = 0;
  while (quiet < 10) {
    await new Promise(resolve => setTimeout(resolve, 10));
    quiet = paper.isIdle ? quiet + 1 : 0;
    if (time.monotonic() - start > 5_000) throw new Error('the paper printer never comes to rest');
  }
}

/** How often the whole of a ticket came out, cut or not. */
export function copies(paper: SimulatedPrinter, code: string): number {
  return paper.tickets.flatMap(({ text }) => text).filter(line => line.includes(`end ${code}`)).length;
}

/** The one rule: nothing twice, no ghosts, and what the driver said of each ticket is what happened. */
export function assertTruth(paper: SimulatedPrinter, outcomes: Readonly<Record<string, PrintOutcome>>): void {
  for (const [code, { outcome }] of Object.entries(outcomes)) {
    const count = copies(paper, code);
    const story = `${code} ended ${outcome} and came out ${count} times`;
    if (outcome === 'done') assert.is(count, 1, story);
    if (outcome === 'not-done') assert.is(count, 0, story);
    if (outcome === 'unknown') assert.ok(count <= 1, story);
  }
  assert.is(paper.tickets.filter(({ continuation }) => continuation).length, 0, 'a ghost');
}
