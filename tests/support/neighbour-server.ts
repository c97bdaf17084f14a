import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Another system on loopback: keeps what it gets, answers as a test says. */
export class NeighbourServer {
  readonly received: Received[] = [];
  /** What it answers; 204 by default. `hang`: nothing, ever. */
  answer: (request: Received) => {
    readonly status: number | 'hang';
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } = () => ({ status: 204 });
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const received = { method, path, headers, text: Buffer.concat(chunks).toString() };
      this.received.push(received);
      const { status, headers: extra, body } = this.answer(received);
      if (status !== 'hang') response.writeHead(status, extra).end(body);
    });
  });
  #port = 0;

  async start(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/in?token=hidden`;
  }

  /** What came as JSON. */
  get bodies(): Record<string, unknown>[] {
    return this.received.map(({ text }) => JSON.parse(text));
  }

  /** Connections that are open now. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** May be started again, at the same address. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
