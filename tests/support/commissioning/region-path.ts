import { once } from 'node:events';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { pageCertificate } from '../../../provisioning/commissioning/web/page-certificate';

/** The way from a box to its region through the network of a town: open, closed by a firewall, or through a proxy that opens everything. */
export class RegionPath {
  readonly #target: () => number;
  readonly #sockets = new Set<Socket>();
  #server: Server | TlsServer | undefined;
  #port = 0;

  constructor(target: () => number) {
    this.#target = target;
  }

  get url(): string {
    return `https://localhost:${this.#port}/`;
  }

  open(): Promise<void> {
    return this.#serve(
      createServer(box => {
        const region = connect({ host: '127.0.0.1', port: this.#target() });
        box.pipe(region).pipe(box);
        for (const [one, other] of [
          [box, region],
          [region, box],
        ] as const) {
          one.on('error', () => {});
          one.on('close', () => other.destroy());
        }
      }),
    );
  }

  /** Nobody listens. */
  async shut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Answers everything with its own certificate and a page to log in by. */
  proxy(): Promise<void> {
    const { key, cert } = pageCertificate('guest network', ['localhost'], Date.now());
    return this.#serve(
      createTlsServer({ key, cert }, (_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<h1>Log in to the guest network</h1>');
      }),
    );
  }

  async #serve(server: Server | TlsServer): Promise<void> {
    await this.shut();
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address && typeof address !== 'string') this.#port = address.port;
    this.#server = server;
  }
}
