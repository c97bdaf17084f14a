import { messageOf } from '../../platform/error';
import type { Time, Timer } from '../../platform/time';
import { placeOfPort } from '../../serial-identity';
import { DescriptorWire } from './descriptor-wire';
import { codeOfOpenError, placeProblems } from './port-errors';
import type { Connection, ConnectionEvents, Transport } from './transport';

/** How a printer says that its buffer is full: on a wire of its own, or by a byte in the stream. */
export type FlowControl = 'rts-cts' | 'xon-xoff' | 'none';

export interface SerialTransportSetup {
  /** As in the site file; see `portPattern`. */
  readonly port: string;
  readonly baud: number;
  readonly flow: FlowControl;
  readonly time: Time;
  /** Where the kernel shows its devices; /sys when absent. */
  readonly sysfs?: string;
}

/**
 * What is used of serialport: it sets the line up and throws away or waits for what the kernel holds. Its own stream is not used: bytes
 * that it has accepted cannot be taken back, and would come out late.
 */
interface OpenPort {
  readonly fd: number | null;
  flush(): Promise<void>;
  drain(): Promise<void>;
  close(): Promise<void>;
}

interface Binding {
  open(options: {
    path: string;
    baudRate: number;
    rtscts: boolean;
    xon: boolean;
    xoff: boolean;
  }): Promise<OpenPort>;
}

function serialBinding(): Binding {
  const { SerialPort } = require('serialport') as typeof import('serialport');
  return SerialPort.binding as unknown as Binding;
}

/** A printer on a serial line, or on a USB adapter that is one. 8 data bits, no parity, 1 stop bit: every maker's default. */
export class SerialTransport implements Transport {
  readonly #setup: SerialTransportSetup;

  constructor(setup: SerialTransportSetup) {
    this.#setup = setup;
  }

  connect(events: ConnectionEvents): Connection {
    return new SerialConnection(this.#setup, events);
  }
}

/** Milliseconds between two looks whether everything has been handed to the kernel. */
const closeLook = 20;

class SerialConnection implements Connection {
  readonly #time: Time;
  readonly #events: ConnectionEvents;
  #port?: OpenPort;
  #wire?: DescriptorWire;
  #waiting?: Timer;
  /** How it ends; set once. */
  #ending?: string;

  constructor({ port, baud, flow, time, sysfs }: SerialTransportSetup, events: ConnectionEvents) {
    this.#time = time;
    this.#events = events;
    const place = placeOfPort(port, 'tty', sysfs);
    if ('problem' in place) {
      this.#ending = place.detail;
      time.after(0, 'printer absent', () => events.closed(place.detail, placeProblems[place.problem]));
      return;
    }
    const xon = flow === 'xon-xoff';
    serialBinding()
      .open({ path: place.path, baudRate: baud, rtscts: flow === 'rts-cts', xon, xoff: xon })
      .then(
        opened => this.#opened(opened),
        error => events.closed(messageOf(error), codeOfOpenError(messageOf(error))),
      );
  }

  /** `taken` when the last bit is on the line, however long a full printer holds it back. */
  write(bytes: Uint8Array, taken?: () => void): boolean {
    this.#wire?.write(bytes, taken && (() => this.#drained(taken)));
    return false;
  }

  close(): void {
    const wait = () => {
      if (this.#wire?.isEmpty) this.#drained(() => this.#end('closed'));
      else this.#waiting = this.#time.after(closeLook, 'printer close', wait);
    };
    wait();
  }

  reset(): void {
    this.#end('reset');
  }

  #opened(port: OpenPort): void {
    this.#port = port;
    if (this.#ending !== undefined || port.fd === null) {
      void this.#release(this.#ending ?? 'closed');
      return;
    }
    this.#wire = new DescriptorWire({
      descriptor: port.fd,
      time: this.#time,
      emptyRead: 'hung-up',
      received: bytes => this.#events.received(bytes),
      lost: reason => this.#end(reason, 'printer-unplugged'),
    });
    this.#wire.start();
    this.#events.opened();
  }

  #drained(done: () => void): void {
    this.#port?.drain().then(
      () => {
        if (this.#ending === undefined) done();
      },
      // A port that cannot be drained is gone, and reading shows it.
      () => {},
    );
  }

  #end(reason: string, code?: Parameters<ConnectionEvents['closed']>[1]): void {
    if (this.#ending !== undefined) return;
    this.#ending = reason;
    this.#wire?.stop();
    this.#waiting?.cancel();
    if (this.#port) void this.#release(reason, code);
  }

  /** Without the flush the kernel would go on sending for up to 30 s after the port is closed. */
  async #release(reason: string, code?: Parameters<ConnectionEvents['closed']>[1]): Promise<void> {
    await this.#port?.flush().catch(() => {});
    await this.#port?.close().catch(() => {});
    this.#events.closed(reason, code);
  }
}
