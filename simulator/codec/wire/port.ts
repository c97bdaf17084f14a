import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Cable } from './cable';

/** One TCP port on 127.0.0.1, with a cable to each client that can be pulled. */
export class Port {
  readonly #onCable: (cable: Cable) => void;
  readonly #cables = new Set<Cable>();
  #server: Server | undefined;
  #isOut = false;
  #port = 0;
  #accepted = 0;

  constructor(onCable: (cable: Cable) => void) {
    this.#onCable = onCable;
  }

  /** 0 until it first listens, then the same for ever. */
  get port(): number {
    return this.#port;
  }

  /** Connections taken since the beginning. */
  get accepted(): number {
    return this.#accepted;
  }

  async listen(): Promise<void> {
    const server = createServer({ noDelay: true }, socket => {
      this.#accepted += 1;
      const cable = new Cable(socket);
      this.#cables.add(cable);
      cable.once('close', () => this.#cables.delete(cable));
      if (this.#isOut) cable.unplug();
      this.#onCable(cable);
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  unplug(): void {
    this.#isOut = true;
    for (const cable of this.#cables) cable.unplug();
  }

  plug(): void {
    this.#isOut = false;
    for (const cable of this.#cables) cable.plug();
  }

  reset(): void {
    for (const cable of this.#cables) cable.reset();
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    this.reset();
    await closed;
  }
}
