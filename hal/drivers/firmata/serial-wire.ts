import type { SerialPort as Port } from 'serialport';
import type { CatalogueCode } from '../../platform/catalogue';
import { messageOf, TiskiError } from '../../platform/error';
import type { ListPorts } from './find-port';
import type { OpenWire, Wire, WireEnd } from './wire';

/** StandardFirmata's speed, baud. */
const baudRate = 57_600;

function serialport(): typeof import('serialport') {
  return require('serialport');
}

export const listSerialPorts: ListPorts = () => serialport().SerialPort.list();

export const openSerialWire: OpenWire = (path, end) =>
  new Promise((resolve, reject) => {
    const port = new (serialport().SerialPort)({ path, baudRate, autoOpen: false });
    port.open(error => {
      if (error) reject(openError(path, error));
      else resolve(new SerialWire(port, end));
    });
  });

/** The binding tells why in words only. */
const reasons: readonly (readonly [RegExp, CatalogueCode])[] = [
  [/cannot lock port|resource busy|temporarily unavailable/i, 'board-busy'],
  [/permission denied|not permitted/i, 'board-forbidden'],
  [/no such (file|device)/i, 'board-absent'],
];

function openError(path: string, error: Error): TiskiError {
  const code = reasons.find(([words]) => words.test(error.message))?.[1] ?? 'board-port-failed';
  return new TiskiError(code, `${path}: ${error.message}`, { cause: error });
}

class SerialWire implements Wire {
  readonly #port: Port;
  readonly #end: WireEnd;
  #over = false;

  constructor(port: Port, end: WireEnd) {
    this.#port = port;
    this.#end = end;
    port.on('data', (bytes: Uint8Array) => {
      if (!this.#over) end.received(bytes);
    });
    port.on('error', error => this.#lose(messageOf(error)));
    port.on('close', (error: Error | null) => this.#lose(error ? messageOf(error) : 'closed'));
    port.on('end', () => this.#lose('end of file'));
  }

  write(bytes: Uint8Array): void {
    if (!this.#over) this.#port.write(Buffer.from(bytes));
  }

  close(): Promise<void> {
    this.#over = true;
    const port = this.#port;
    return new Promise(resolve => {
      if (!port.isOpen) return resolve();
      // What a hung board did not take would keep the kernel from closing for up to 30 s.
      port.flush(() => port.close(() => resolve()));
    });
  }

  #lose(reason: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#end.lost(reason);
  }
}
