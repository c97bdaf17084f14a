import { Duplex } from 'node:stream';
import type { Connection, ConnectionEvents, Transport } from '../../hal/drivers/escpos/transport';
import type { Time } from '../../hal/platform/time';
import type { SimulatedPrinter } from '../../simulator/printer';

/** Milliseconds that bytes need from one end to the other. */
const latency = 1;

interface Line {
  /** Bytes that cannot arrive while the cable is out; a live connection delivers them when it is back. */
  readonly held: (() => void)[];
  drop(): void;
}

/** Bytes that a slow line moves at once. */
const portion = 16;

/**
 * A network between a driver and a simulated printer in one process, so that it runs in virtual time; with `baud` a serial line with RTS/CTS, on
 * which nothing is sent while the cable is out.
 */
export class MemoryWire implements Transport {
  readonly #time: Time;
  readonly #printer: SimulatedPrinter;
  readonly #baud: number | undefined;
  readonly #lines = new Set<Line>();
  #isCableOut = false;
  isRefusing = false;
  /** The most connections that were open at once. */
  mostAtOnce = 0;

  constructor(time: Time, printer: SimulatedPrinter, baud?: number) {
    this.#time = time;
    this.#baud = baud;
    this.#printer = printer;
  }

  get isCableOut(): boolean {
    return this.#isCableOut;
  }

  set isCableOut(isOut: boolean) {
    this.#isCableOut = isOut;
    if (isOut) return;
    for (const { held } of this.#lines) for (const deliver of held.splice(0)) deliver();
  }

  /** The network ends all connections. */
  drop(): void {
    for (const line of [...this.#lines]) line.drop();
  }

  connect(events: ConnectionEvents): Connection {
    let state: 'connecting' | 'open' | 'gone' = 'connecting';
    let detach = () => {};
    const device = new Duplex({
      read() {},
      write: (bytes: Buffer, _encoding, taken) => {
        cross(() => events.received(bytes));
        taken();
      },
    });
    const end = (reason: string) => {
      if (state === 'gone') return;
      state = 'gone';
      this.#lines.delete(line);
      detach();
      this.#later(() => events.closed(reason));
    };
    const line: Line = { held: [], drop: () => end('dropped by the network') };
    const cross = (deliver: () => void) => {
      const arrive = () => {
        if (state !== 'open') return;
        if (this.#isCableOut) line.held.push(arrive);
        else deliver();
      };
      this.#later(arrive);
    };
    this.#later(() => {
      if (state === 'gone' || this.#isCableOut) return;
      if (this.isRefusing) {
        end('refused');
        return;
      }
      state = 'open';
      this.#lines.add(line);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#lines.size);
      detach = this.#printer.attach(device);
      events.opened();
    });
    let freeAt = 0;
    /** Moves the bytes as fast as the line is, and tells when the last one is on it. */
    const send = (bytes: Uint8Array, taken?: () => void) => {
      const now = this.#time.monotonic();
      freeAt = Math.max(freeAt, now);
      for (let at = 0; at < bytes.length; at += portion) {
        const part = bytes.subarray(at, at + portion);
        freeAt += (part.length * 10_000) / (this.#baud ?? Number.POSITIVE_INFINITY);
        this.#time.after(freeAt - now, 'memory line', () => {
          if (state === 'open') cross(() => device.push(part));
        });
      }
      if (taken) this.#time.after(freeAt - now + latency, 'memory line', () => state === 'open' && taken());
    };
    return {
      write: (bytes, taken) => {
        if (this.#baud !== undefined) {
          send(bytes, taken);
          return false;
        }
        cross(() => device.push(bytes));
        if (taken) this.#later(() => state === 'open' && taken());
        return false;
      },
      // A line has no end of its own: it is closed when all is out.
      close: () =>
        this.#baud === undefined
          ? cross(() => end('closed'))
          : this.#time.after(Math.max(0, freeAt - this.#time.monotonic()), 'memory line', () =>
              end('closed'),
            ),
      reset: () => end('reset'),
    };
  }

  #later(run: () => void): void {
    this.#time.after(latency, 'memory wire', run);
  }
}
