import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { BlackHole } from './black-hole';

/** What a host finds at the port: a printer, nobody (refused), or nothing at all (no answer). */
export type Reachability = 'open' | 'refused' | 'unanswered';

/** The TCP port of the printer on 127.0.0.1. Open connections are not its business. */
export class Listener {
  private readonly onConnection: (socket: Socket) => void;
  private server: Server | undefined;
  private blackHole: BlackHole | undefined;
  private wanted: number;
  private changing: Promise<void> = Promise.resolve();

  /** @param port 0 for any that is free. */
  constructor(port: number, onConnection: (socket: Socket) => void) {
    this.wanted = port;
    this.onConnection = onConnection;
  }

  /** 0 until it listens for the first time; the same from then on. */
  get port(): number {
    return this.wanted;
  }

  /** Changes are made one after another. */
  become(reachability: Reachability): Promise<void> {
    const change = this.changing.then(() => this.change(reachability));
    this.changing = change.catch(() => {});
    return change;
  }

  private async change(reachability: Reachability): Promise<void> {
    if (reachability === 'open' ? this.server : reachability === 'unanswered' && this.blackHole) return;
    this.server?.close();
    this.server = undefined;
    await this.blackHole?.close();
    this.blackHole = undefined;
    if (reachability === 'open') await this.listen();
    else if (reachability === 'unanswered') {
      const blackHole = new BlackHole();
      await blackHole.open(this.wanted);
      this.blackHole = blackHole;
    }
  }

  private async listen(): Promise<void> {
    const server = createServer({ noDelay: true }, this.onConnection);
    server.listen(this.wanted, '127.0.0.1');
    await once(server, 'listening');
    this.server = server;
    const address = server.address();
    if (address !== null && typeof address === 'object') this.wanted = address.port;
  }
}
