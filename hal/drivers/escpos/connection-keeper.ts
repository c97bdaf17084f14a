import type { CatalogueCode } from '../../platform/catalogue';
import type { Time, Timer } from '../../platform/time';
import type { Limits } from './limits';
import type { Connection, Transport } from './transport';

export interface KeeperEvents {
  opened(connection: Connection): void;
  received(bytes: Uint8Array): void;
  /** The open connection is gone; the next attempt follows by itself. */
  lost(reason: string, code?: CatalogueCode): void;
  /** An attempt came to nothing; the next follows by itself. */
  failed(reason: string, code?: CatalogueCode): void;
}

/** Keeps one connection open, never two: tries again for ever, with pauses that grow while nothing good comes of it. */
export class ConnectionKeeper {
  readonly #transport: Transport;
  readonly #time: Time;
  readonly #limits: Limits;
  readonly #events: KeeperEvents;
  #connection?: Connection;
  #timer?: Timer;
  #pause: number;
  #open = false;
  #stopped = true;
  #onClosed?: () => void;

  constructor(transport: Transport, time: Time, limits: Limits, events: KeeperEvents) {
    this.#transport = transport;
    this.#time = time;
    this.#limits = limits;
    this.#events = events;
    this.#pause = limits.retryFirst;
  }

  start(): void {
    this.#stopped = false;
    this.#attempt();
  }

  /** The connection is of use: after its end the pauses begin small again. */
  proven(): void {
    this.#pause = this.#limits.retryFirst;
  }

  /** Ends the connection, `orderly` or at once, and waits until it is gone. */
  async stop(orderly: boolean): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    const connection = this.#connection;
    if (!connection) return;
    const closed = new Promise<void>(resolve => {
      this.#onClosed = resolve;
    });
    if (orderly && this.#open) {
      this.#timer = this.#time.after(this.#limits.close, 'printer close', () => connection.reset());
      connection.close();
    } else {
      connection.reset();
    }
    await closed;
  }

  #attempt(): void {
    this.#open = false;
    const connection = this.#transport.connect({
      opened: () => {
        if (this.#stopped) return;
        this.#open = true;
        this.#timer?.cancel();
        this.#events.opened(connection);
      },
      received: bytes => {
        if (!this.#stopped) this.#events.received(bytes);
      },
      closed: (reason, code) => {
        this.#connection = undefined;
        this.#timer?.cancel();
        this.#onClosed?.();
        if (this.#stopped) return;
        this.#timer = this.#time.after(this.#pause, 'printer reconnect', () => this.#attempt());
        this.#pause = Math.min(this.#pause * 2, this.#limits.retryLongest);
        if (this.#open) this.#events.lost(reason, code);
        else this.#events.failed(reason === 'reset' ? 'no answer' : reason, code);
      },
    });
    this.#connection = connection;
    this.#timer = this.#time.after(this.#limits.connect, 'printer connect', () => connection.reset());
  }
}
