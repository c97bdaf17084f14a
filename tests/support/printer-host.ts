import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Callback, test } from 'uvu';
import { SimulatedPrinter, type SimulatedPrinterOptions, type Ticket } from '../../simulator/printer';
import { SteadyTime } from './steady-time';

export const time = new SteadyTime();
const patience = 15_000;

/** The other end of the wire, by hand. */
export class Host {
  readonly socket: Socket;
  received = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', chunk => {
      this.received = Buffer.concat([this.received, chunk]);
    });
    socket.on('error', () => {});
  }

  static async connect(port: number): Promise<Host> {
    const socket = connect(port, '127.0.0.1');
    const host = new Host(socket);
    await once(socket, 'connect');
    return host;
  }

  send(hex: string): void {
    this.socket.write(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  }

  /** The next `length` bytes, in hex. */
  async read(length: number): Promise<string> {
    await until(() => this.received.length >= length, `${length} bytes`);
    const bytes = this.received.subarray(0, length);
    this.received = this.received.subarray(length);
    return bytes.toString('hex');
  }

  /** The answer to a request, in hex; one byte when nothing else is said. */
  async ask(hex: string, length = 1): Promise<string> {
    this.send(hex);
    return this.read(length);
  }
}

export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = performance.now() + patience;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

/** `once` would reject on the error of a reset connection. */
export function closing(socket: Socket): Promise<void> {
  return new Promise(resolve => socket.once('close', () => resolve()));
}

export interface Bench {
  readonly printer: SimulatedPrinter;
  readonly host: Host;
}

export type Options = Omit<SimulatedPrinterOptions, 'time'>;

/** A test of the file, with a printer of its own, which prints at once unless told otherwise, and one connection to it. */
export function bench(title: string, options: Options, run: (bench: Bench) => Promise<void>): void {
  const body: Callback = async () => {
    const printer = new SimulatedPrinter({ time, speed: Infinity, ...options });
    await printer.start();
    const host = await Host.connect(printer.port);
    try {
      await run({ printer, host });
    } finally {
      host.socket.destroy();
      await printer.stop();
    }
  };
  test(title, body);
}

export const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
export const line = (text: string) => `${hex(text)}0a`;
export const init = '1b40';
export const cut = '1d564200';
export const processId = (id: string) => `1d2848 0600 3030 ${hex(id)}`;
export const done = (id: string) => `3722${hex(id)}00`;
export const clear = '1014 08 01031401060208';
export const texts = (tickets: readonly Ticket[]) => tickets.map(ticket => ticket.text.join('|'));

/** A DLE EOT question after which everything sent before has arrived. */
export const arrived = (host: Host) => host.ask('100401');
