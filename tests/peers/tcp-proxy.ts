import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** CONNACK of MQTT 3.1.1 with "unacceptable protocol version" (table 3.1), then the end. */
const versionRefused = Buffer.from([0x20, 0x02, 0x00, 0x01]);

/** A wire between a client and a broker that can be cut, and that can make the broker behind it one that speaks 3.1.1 only. */
export class TcpProxy {
  readonly #target: () => number;
  readonly #sockets = new Set<Socket>();
  readonly #stranded = new WeakSet<Socket>();
  #server: Server | undefined;
  #silent = false;
  #closed = false;
  /** Whether the broker behind seems to speak 3.1.1 only. */
  only311: boolean;
  /** Connections made since the start. */
  connections = 0;
  /** Sees what clients send. */
  onClientData: (data: Buffer) => void = () => undefined;

  constructor(target: () => number, { only311 = false } = {}) {
    this.#target = target;
    this.only311 = only311;
  }

  get url(): string {
    const address = this.#server?.address();
    if (!address || typeof address === 'string') throw new Error('not listening');
    return `mqtt://127.0.0.1:${address.port}`;
  }

  async start(): Promise<this> {
    this.#server = createServer({ noDelay: true }, socket => this.#accept(socket)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** Resets every connection, as a cable that is pulled and put back. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Refuses connections until `open`; those that exist are reset. */
  shut(): void {
    this.#closed = true;
    this.cut();
  }

  open(): void {
    this.#closed = false;
  }

  /** Takes everything and gives nothing from now on, or no more: a half-open connection. */
  silence(silent: boolean): void {
    this.#silent = silent;
  }

  /** As `silence` for good, but only for the connections that exist; new ones work. */
  strand(): void {
    for (const socket of this.#sockets) this.#stranded.add(socket);
  }

  /** Lets everything wait on the way, or go on: a slow wire, on which nothing gets lost. */
  hold(held: boolean): void {
    for (const socket of this.#sockets) {
      if (held) socket.pause();
      else socket.resume();
    }
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server?.close();
    if (this.#server) await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#closed) {
      client.resetAndDestroy();
      return;
    }
    this.connections += 1;
    this.#keep(client);
    const broker = connect({ port: this.#target(), host: '127.0.0.1', noDelay: true });
    this.#keep(broker);
    client.on('close', () => broker.destroy());
    broker.on('close', () => client.destroy());
    broker.on('data', data => {
      if (!this.#silent && !this.#stranded.has(client)) client.write(data);
    });
    let first = true;
    client.on('data', data => {
      if (first && this.only311 && protocolLevel(data) === 5) client.end(versionRefused);
      else if (!this.#silent && !this.#stranded.has(client)) broker.write(data);
      first = false;
      this.onClientData(data);
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

/** Byte 7 of the variable header of a CONNECT, after a remaining length of one or two bytes. */
function protocolLevel(connectPacket: Buffer): number | undefined {
  const start = (connectPacket[1] ?? 0) < 0x80 ? 2 : 3;
  return connectPacket[start + 6];
}
