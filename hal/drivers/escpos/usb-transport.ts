import { close, constants, fstat, open, writeSync } from 'node:fs';
import type { Time, Timer } from '../../platform/time';
import { placeOfPort } from '../../serial-identity';
import { DescriptorWire } from './descriptor-wire';
import { codeOfOpenError, placeProblems } from './port-errors';
import type { Connection, ConnectionEvents, Transport } from './transport';

/** Never O_CREAT: with the printer unplugged its path must stay empty rather than become a file that swallows tickets. */
const flags = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Milliseconds between two looks whether the printer has accepted a transfer. */
const transferLook = 5;

export interface UsbTransportSetup {
  /** As in the site file; see `portPattern`. */
  readonly port: string;
  readonly time: Time;
  /** Where the kernel shows its devices; /sys when absent. */
  readonly sysfs?: string;
}

/** The kernel's USB printer device (usblp), found anew at each attempt since its number changes. */
export class UsbTransport implements Transport {
  readonly #setup: UsbTransportSetup;

  constructor(setup: UsbTransportSetup) {
    this.#setup = setup;
  }

  connect(events: ConnectionEvents): Connection {
    return new UsbConnection(this.#setup, events);
  }
}

class UsbConnection implements Connection {
  readonly #time: Time;
  readonly #events: ConnectionEvents;
  #descriptor?: number;
  #wire?: DescriptorWire;
  #waiting?: Timer;
  #ended = false;

  constructor({ port, time, sysfs }: UsbTransportSetup, events: ConnectionEvents) {
    this.#time = time;
    this.#events = events;
    const place = placeOfPort(port, 'usbmisc', sysfs);
    if ('problem' in place) {
      time.after(0, 'printer absent', () => this.#end(place.detail, placeProblems[place.problem]));
      return;
    }
    open(place.path, flags, (error, descriptor) => {
      if (error) this.#end(error.message, codeOfOpenError(error.message));
      else this.#check(descriptor, place.path);
    });
  }

  write(bytes: Uint8Array, taken?: () => void): boolean {
    this.#wire?.write(bytes, taken && (() => this.#whenTransferred(taken)));
    return false;
  }

  close(): void {
    const wait = () => {
      if (this.#wire?.isEmpty) this.#whenTransferred(() => this.#end('closed'));
      else this.#waiting = this.#time.after(transferLook, 'printer close', wait);
    };
    wait();
  }

  /** The kernel drops the transfer under way when the device is closed. */
  reset(): void {
    this.#wire?.stop();
    this.#waiting?.cancel();
    this.#time.after(0, 'printer reset', () => this.#end('reset'));
  }

  #check(descriptor: number, path: string): void {
    this.#descriptor = descriptor;
    fstat(descriptor, (error, file) => {
      if (this.#ended) this.#release();
      else if (error) this.#end(error.message);
      else if (!file.isCharacterDevice()) this.#end(`${path} is no device`, 'printer-port-wrong');
      else this.#opened(descriptor);
    });
  }

  #opened(descriptor: number): void {
    this.#wire = new DescriptorWire({
      descriptor,
      time: this.#time,
      emptyRead: 'nothing',
      received: bytes => this.#events.received(bytes),
      lost: reason => this.#end(reason, 'printer-unplugged'),
    });
    this.#wire.start();
    this.#events.opened();
  }

  /** The kernel takes a transfer before the printer has; an empty write is refused until then. */
  #whenTransferred(done: () => void): void {
    if (this.#ended || this.#descriptor === undefined) return;
    try {
      writeSync(this.#descriptor, new Uint8Array());
    } catch (error) {
      // Any other error shows at the next read.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      this.#waiting = this.#time.after(transferLook, 'printer transfer', () => this.#whenTransferred(done));
      return;
    }
    done();
  }

  #end(reason: string, code?: Parameters<ConnectionEvents['closed']>[1]): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#wire?.stop();
    this.#waiting?.cancel();
    this.#release();
    this.#events.closed(reason, code);
  }

  #release(): void {
    if (this.#descriptor !== undefined) close(this.#descriptor, () => {});
    this.#descriptor = undefined;
  }
}
