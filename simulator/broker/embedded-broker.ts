import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import type { Time } from '../../hal/platform/time';
import { HeldCommands } from './held-commands';

export interface EmbeddedBrokerOptions {
  /** TCP port; 0 takes any free one. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 by default. There are no users and no encryption: leave it there. */
  readonly host?: string;
  readonly time: Time;
  /** How long a command may stay unacknowledged before its sender is disconnected, ms; 10 s by default. */
  readonly patience?: number;
}

/**
 * An MQTT 3.1.1 broker in this process for simulation and tests. Everything is in memory and gone with `stop`; its clients
 * have to cope, as they do with a broker that has lost its disk.
 */
export class EmbeddedBroker {
  /** Tells of every message that reaches the broker, for those who watch. */
  readonly events = new EventEmitter<{ message: [{ readonly topic: string; readonly payload: string }] }>();
  readonly #options: EmbeddedBrokerOptions;
  /** The one that was taken first, so that whoever knows the address finds it again after a stop. */
  #port: number | undefined;
  #running: { readonly server: Server; readonly broker: Aedes; readonly held: HeldCommands } | undefined;

  constructor(options: EmbeddedBrokerOptions) {
    this.#options = options;
  }

  /** `mqtt://host:port` with the port that was really taken; only while it runs. */
  get url(): string {
    const address = this.#running?.server.address();
    if (!address || typeof address === 'string') throw new Error('the broker does not run');
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `mqtt://${host}:${address.port}`;
  }

  /** Resolves once it listens. @throws Error with `code` EADDRINUSE when the port is taken */
  async start(): Promise<void> {
    const { port, host = '127.0.0.1', time, patience = 10_000 } = this.#options;
    const broker = await Aedes.createBroker();
    const held = new HeldCommands(broker, time, patience);
    held.start();
    broker.on('publish', ({ topic, payload }, client) => {
      if (client) this.events.emit('message', { topic, payload: payload.toString() });
    });
    const server = createServer({ noDelay: true }, broker.handle);
    this.#running = { server, broker, held };
    try {
      server.listen(this.#port ?? port, host);
      await once(server, 'listening');
      this.#port = (server.address() as AddressInfo).port;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Disconnects everybody and forgets everything. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    const { server, broker, held } = running;
    held.stop();
    const closed = new Promise<void>(resolve => server.close(() => resolve()));
    await new Promise<void>(resolve => broker.close(() => resolve()));
    await closed;
  }
}
