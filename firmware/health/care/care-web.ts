import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CatalogueCode, catalogue } from '../../../hal/platform/catalogue';
import type { Log } from '../../../hal/platform/log';
import type { Site } from '../../config/site';
import { problem } from '../../screens/problem';
import { requestListener } from '../../screens/request-listener';
import { Routes } from '../../screens/routes';
import { sendJson } from '../../screens/send';

export interface CareWebOptions {
  readonly http: Site['http'];
  readonly cause: CatalogueCode;
  readonly log: Log;
}

/** What a technician with a browser sees of a box that serves nobody. */
export class CareWeb {
  readonly #options: CareWebOptions;
  #server: Server | undefined;

  constructor(options: CareWebOptions) {
    this.#options = options;
  }

  /** Where it is served; nowhere if the port cannot be had, which may be why the box is cared for. */
  async start(): Promise<string | null> {
    const { http, log } = this.#options;
    const server = createServer(
      { noDelay: true },
      requestListener({ routes: this.#routes(), hostNames: [], log }),
    );
    const isListening = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false));
      server.listen(http.port, http.host, () => resolve(true));
    });
    if (!isListening) return null;
    this.#server = server;
    const { address, family, port } = server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  #routes(): Routes {
    const { cause } = this.#options;
    const routes = new Routes();
    const told = {
      ok: false,
      code: 'box-care',
      ...catalogue['box-care'],
      cause: { code: cause, ...catalogue[cause] },
    };
    routes.get('/healthz', (_, response) => sendJson(response, 200, { ok: true }));
    routes.get('/readyz', (_, response) => sendJson(response, 503, { ok: false, code: 'box-care' }));
    routes.get('/', (_, response) => sendJson(response, 503, told));
    routes.get('/api/state', (_, response) => sendJson(response, 503, told));
    routes.get('/metrics', (_, response) => problem(response, 'box-care', { status: 503 }));
    return routes;
  }
}
