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

/** A network between a driver and a simulated printer in one process, so that it runs in virtual time. */
export class MemoryWire implements Transport {
  readonly #time: Time;
  readonly #printer: SimulatedPrinter;
  readonly #lines = new Set<Line>();
  #isCableOut = false;
  isRefusing = false;
  /** The most connections that were open at once. */
  mostAtOnce = 0;

  constructor(time: Time, printer: SimulatedPrinter) {
    this.#time = time;
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
    return {
      write: (bytes, taken) => {
        cross(() => device.push(bytes));
        if (taken) this.#later(() => state === 'open' && taken());
      },
      close: () => cross(() => end('closed')),
      reset: () => end('reset'),
    };
  }

  #later(run: () => void): void {
    this.#time.after(latency, 'memory wire', run);
  }
}
