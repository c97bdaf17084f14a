import { chmod, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';

export interface UpdateSocketOptions {
  /** Folder that survives restarts, which only this user and root may enter. */
  readonly stateDir: string;
  /** What the updater is told. */
  readonly view: () => object;
  /** Prints test tickets; absent where there are no printers. */
  readonly print?: () => Promise<object>;
  readonly log: Log;
}

/** For a request and its answer, ms. */
const patience = 5_000;

/** The longest name of a socket, bytes (unix(7)). */
const longestName = 107;

/**
 * Answers the updater of this machine (`STATE/update.sock`), whatever port pages have and if there are none. Without it nothing is updated, and nothing else is
 * missing, so it keeps no box from serving.
 */
export class UpdateSocket {
  readonly #options: UpdateSocketOptions;
  #server: Server | undefined;

  constructor(options: UpdateSocketOptions) {
    this.#options = options;
  }

  /** Resolves when it answers, or cannot. */
  async start(): Promise<void> {
    const { log } = this.#options;
    const server = createServer(
      { requestTimeout: patience, headersTimeout: patience },
      (request, response) => void this.#answer(request, response),
    );
    server.maxConnections = 4;
    try {
      if (Buffer.byteLength(this.#file) > longestName) throw new Error(`${this.#file} is too long a name`);
      // Left by a program that was killed: the state folder is ours alone.
      await rm(this.#file, { force: true });
      await listening(server, this.#file);
      this.#server = server;
      // Who may write to it may connect (unix(7)): this user, and root.
      await chmod(this.#file, 0o600);
    } catch (error) {
      log.error({ error: messageOf(error) }, 'the updater gets no answer');
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    // Node removes the socket with it.
    await new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  async #answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { view, print, log } = this.#options;
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(body));
    };
    try {
      if (method === 'GET' && url === '/api/update') say(200, view());
      else if (method === 'POST' && url === '/api/test-print' && print) say(200, await print());
      else say(404, {});
    } catch (error) {
      log.error({ error: messageOf(error) }, 'the updater gets no answer');
      response.destroy();
    }
  }

  get #file(): string {
    return join(this.#options.stateDir, 'update.sock');
  }
}

function listening(server: Server, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
