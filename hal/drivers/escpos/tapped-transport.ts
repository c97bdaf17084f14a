import type { WireTap } from '../../wire-tap';
import type { Connection, ConnectionEvents, Transport } from './transport';

/** A transport whose bytes somebody else hears as well. */
export class TappedTransport implements Transport {
  readonly #printer: string;
  readonly #transport: Transport;
  readonly #tap: WireTap;

  constructor(printer: string, transport: Transport, tap: WireTap) {
    this.#printer = printer;
    this.#transport = transport;
    this.#tap = tap;
  }

  connect(events: ConnectionEvents): Connection {
    const connection = this.#transport.connect({
      opened: () => events.opened(),
      received: bytes => {
        this.#tap.bytes(this.#printer, 'received', bytes);
        events.received(bytes);
      },
      closed: (reason, code) => events.closed(reason, code),
    });
    return {
      write: (bytes, taken) => {
        this.#tap.bytes(this.#printer, 'sent', bytes);
        return connection.write(bytes, taken);
      },
      close: () => connection.close(),
      reset: () => connection.reset(),
    };
  }
}
