import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** The TCP port of the printer on 127.0.0.1. It can stop listening and come back on the same port. */
export class Listener {
  private readonly onConnection: (socket: Socket) => void;
  private server: Server | undefined;
  private wanted: number;

  /** @param port 0 for any that is free. */
  constructor(port: number, onConnection: (socket: Socket) => void) {
    this.wanted = port;
    this.onConnection = onConnection;
  }

  /** 0 until it listens for the first time; the same from then on. */
  get port(): number {
    return this.wanted;
  }

  async open(): Promise<void> {
    if (this.server) return;
    const server = createServer({ noDelay: true }, this.onConnection);
    this.server = server;
    server.listen(this.wanted, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') this.wanted = address.port;
  }

  /** New connections are refused from now on; open ones stay. */
  close(): void {
    this.server?.close();
    this.server = undefined;
  }
}
