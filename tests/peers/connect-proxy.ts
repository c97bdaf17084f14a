import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ConnectProxyOptions {
  /** `user:password`; anybody, if left out. */
  readonly login?: string;
  /** The whole answer to every request, in the place of a tunnel. */
  readonly answer?: string;
  /** Ends connections without an answer. */
  readonly hangsUp?: boolean;
  /** Takes requests and never answers. */
  readonly silent?: boolean;
}

/** An HTTP proxy that makes tunnels (CONNECT) on loopback, whatever the name asked for, and can break them. */
export class ConnectProxy {
  /** Hosts and ports asked for. */
  readonly asked: string[] = [];
  readonly #options: ConnectProxyOptions;
  readonly #sockets = new Set<Duplex>();
  readonly #stranded = new WeakSet<Duplex>();
  readonly #server: Server;

  constructor(options: ConnectProxyOptions = {}) {
    this.#options = options;
    this.#server = createServer((_request, response) => response.writeHead(405).end());
    this.#server.on('connection', (socket: Socket) => this.#keep(socket.setNoDelay(true)));
    this.#server.on('connect', (request, client) => this.#connect(request, client));
  }

  get url(): string {
    const address = this.#server.address();
    if (!address || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** Tunnels that exist take everything and give nothing from now on: half open. New ones work. */
  strand(): void {
    for (const socket of this.#sockets) this.#stranded.add(socket);
  }

  /** Resolves once a tunnel has been asked for. */
  async untilAsked(): Promise<void> {
    if (this.asked.length === 0) await once(this.#server, 'connect');
  }

  /** Resolves once nobody is connected any more. */
  async untilIdle(): Promise<void> {
    for (const socket of this.#sockets) await once(socket, 'close');
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #connect(request: IncomingMessage, client: Duplex): void {
    const { login, answer, hangsUp, silent } = this.#options;
    this.asked.push(request.url ?? '');
    this.#keep(client);
    if (silent) {
      client.on('end', () => client.destroy()).resume();
      return;
    }
    if (hangsUp) {
      client.destroy();
      return;
    }
    if (answer !== undefined) {
      client.end(answer);
      return;
    }
    const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`;
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\n\r\n',
      );
      return;
    }
    this.#tunnel(client, Number(request.url?.split(':').at(-1)));
  }

  #tunnel(client: Duplex, port: number): void {
    const broker = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#keep(broker);
    let made = false;
    broker.on('connect', () => {
      made = true;
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
    broker.on('error', () => {
      if (!made) client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    broker.on('close', () => client.end());
    client.on('close', () => broker.destroy());
    broker.on('data', data => this.#pass(client, client, data));
    client.on('data', (data: Buffer) => this.#pass(client, broker, data));
  }

  #pass(client: Duplex, to: Duplex, data: Buffer): void {
    if (!this.#stranded.has(client)) to.write(data);
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
