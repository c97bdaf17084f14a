import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';
import type { Time } from '../../hal/platform/time';

/** `open`; `blocked`: taken and swallowed, nothing comes back; `full`: the broker behind refuses whoever comes. */
export type WayState = 'open' | 'blocked' | 'full';

export interface WayOutOptions {
  readonly time: Time;
  /** Port of the broker on 127.0.0.1. */
  readonly broker: number;
}

/** CONNACK "quota exceeded" of MQTT 5 (0x97) and "server unavailable" of 3.1.1 (0x03). */
const refusals = { 5: Buffer.from([0x20, 3, 0, 0x97, 0]), 4: Buffer.from([0x20, 2, 0, 3]) };

/** What lies between a box and its broker: a network that can be blocked, slow, or left only through an HTTP proxy. */
export class WayOut {
  /** When connections were asked for, wall time, ms; how many of them came by the proxy. */
  readonly attempts: number[] = [];
  byProxy = 0;
  /** On the way in each direction, ms. */
  delay = 0;
  #state: WayState = 'open';
  readonly #options: WayOutOptions;
  readonly #direct: Server;
  readonly #proxy: HttpServer;
  readonly #sockets = new Set<Duplex>();

  constructor(options: WayOutOptions) {
    this.#options = options;
    this.#direct = createTcpServer({ noDelay: true }, client => this.#pass(client));
    this.#proxy = createServer((_request, response) => response.writeHead(405).end());
    this.#proxy.on('connect', (_request, client: Duplex) => {
      this.byProxy += 1;
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      this.#pass(client);
    });
  }

  async start(): Promise<void> {
    for (const server of [this.#direct, this.#proxy]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
  }

  async stop(): Promise<void> {
    this.#cut();
    for (const server of [this.#direct, this.#proxy]) {
      server.close();
      if (server === this.#proxy) this.#proxy.closeAllConnections();
      await once(server, 'close');
    }
  }

  get port(): number {
    return (this.#direct.address() as AddressInfo).port;
  }

  get proxyUrl(): string {
    return `http://127.0.0.1:${(this.#proxy.address() as AddressInfo).port}`;
  }

  get state(): WayState {
    return this.#state;
  }

  /** A firewall that lets through again knows nothing of the connections from before; a broker that is full ends those it has. */
  set state(state: WayState) {
    const wasBlocked = this.#state === 'blocked';
    this.#state = state;
    if (wasBlocked || state === 'full') this.#cut();
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(client: Duplex): void {
    this.attempts.push(this.#options.time.now());
    this.#keep(client);
    if (this.#state === 'blocked') {
      client.resume();
      return;
    }
    if (this.#state === 'full') {
      client.once('data', (hello: Buffer) => client.end(refusals[versionOf(hello)]));
      return;
    }
    const broker: Socket = connect({ port: this.#options.broker, host: '127.0.0.1', noDelay: true });
    this.#keep(broker);
    client.on('close', () => broker.destroy());
    broker.on('close', () => client.destroy());
    client.on('data', data => this.#carry(data, broker));
    broker.on('data', data => this.#carry(data, client));
  }

  #carry(data: Buffer, to: Duplex): void {
    if (this.#state === 'blocked') return;
    const write = () => {
      if (!to.destroyed) to.write(data);
    };
    if (this.delay > 0) this.#options.time.after(this.delay, 'network', write);
    else write();
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

/** Byte 7 of the variable header of a CONNECT, after a remaining length of one or two bytes. */
function versionOf(hello: Buffer): 4 | 5 {
  const start = (hello[1] ?? 0) < 0x80 ? 2 : 3;
  return hello[start + 6] === 5 ? 5 : 4;
}
