import { connect } from 'node:net';
import { messageOf } from '../../platform/error';
import type { Connection, ConnectionEvents, Transport } from './transport';

/** Raw printing over TCP, the "port 9100" of network printers. */
export class TcpTransport implements Transport {
  readonly #host: string;
  readonly #port: number;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  connect(events: ConnectionEvents): Connection {
    let reason = 'the printer closed the connection';
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    socket.on('connect', () => events.opened());
    socket.on('data', bytes => events.received(bytes));
    socket.on('error', error => {
      reason = messageOf(error);
    });
    socket.on('close', () => events.closed(reason));
    return {
      write: (bytes, taken) => {
        let isTaken = false;
        socket.write(bytes, error => {
          if (!error && !isTaken) taken?.();
        });
        isTaken = socket.writableLength === 0 && !socket.errored;
        return isTaken;
      },
      close: () => {
        reason = 'closed';
        socket.end();
      },
      reset: () => {
        reason = 'reset';
        // A reset of a socket that is still connecting would wait until it is connected.
        if (socket.connecting) socket.destroy();
        else socket.resetAndDestroy();
      },
    };
  }
}
