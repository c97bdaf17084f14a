import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import { addAssets } from './asset-folder';
import { Broadcast } from './broadcast';
import { addCommandRoute } from './command-route';
import { FactStream } from './fact-stream';
import { guard } from './guard';
import type { ExtraRoutes, WebApp, WebContext } from './http';
import { indexPage } from './index-page';
import { openApi } from './openapi';
import { problem } from './problem';
import { stateView } from './state-view';

/** Limits of one connection. Milliseconds, bytes; an open stream is not touched by them. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 8192,
};

/** Connections at once, streams included. */
const mostConnections = 256;

/** Milliseconds that requests under way get when the server stops. */
const grace = 1000;

export interface WebServerOptions {
  readonly site: Site;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  /** Folder made by `buildAssets`; pages come without script and style if it is left out. */
  readonly assetsDir?: string;
  /** What `/readyz` says; always ready if left out. */
  readonly isReady?: () => boolean;
  /** Host names by which browsers may reach the box, besides addresses, names without a dot and `.local`. */
  readonly hostNames?: readonly string[];
  readonly extraRoutes?: readonly ExtraRoutes[];
}

/** The pages and the API of the box (contract.md, "HTTP"). */
export class WebServer {
  readonly #options: WebServerOptions;
  readonly #broadcasts: Broadcast[] = [];
  #facts: FactStream | undefined;
  #server: Server | undefined;

  constructor(options: WebServerOptions) {
    this.#options = options;
  }

  /** @throws TiskiError `port-in-use`, `port-forbidden` */
  async start(): Promise<{ readonly url: string }> {
    const { host, port } = this.#options.site.http;
    const { maxHeaderSize, ...timeouts } = limits;
    const listener = getRequestListener(this.#app().fetch, { overrideGlobalObjects: false });
    const server = createServer({ ...timeouts, maxHeaderSize, noDelay: true }, listener);
    server.maxConnections = mostConnections;
    await listening(server, host, port);
    server.on('error', error => this.#options.log.error({ error: messageOf(error) }, 'http server'));
    this.#server = server;
    this.#facts?.start();
    return { url: urlOf(server.address() as AddressInfo) };
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#facts?.stop();
    for (const routes of this.#options.extraRoutes ?? []) routes.stop?.();
    for (const broadcast of this.#broadcasts.splice(0)) broadcast.stop();
    if (!server) return;
    const closed = new Promise(resolve => server.close(resolve));
    const timer = this.#options.time.after(grace, 'http grace', () => server.closeAllConnections());
    await closed;
    timer.cancel();
  }

  #app(): WebApp {
    const {
      site,
      runtime,
      log,
      version,
      assetsDir,
      isReady = () => true,
      hostNames = [],
      extraRoutes = [],
    } = this.#options;
    const links = extraRoutes.flatMap(routes => routes.links);
    const app: WebApp = new Hono();
    app.use(guard(hostNames));
    app.get('/', context => context.html(indexPage(stateView({ site, runtime, version }), links).markup));
    app.get('/healthz', context => context.json({ ok: true }));
    app.get('/readyz', context =>
      isReady() ? context.json({ ok: true }) : context.json({ ok: false }, 503),
    );
    app.get('/api/state', context => context.json(stateView({ site, runtime, version })));
    app.get('/api/openapi.json', context => context.json(openApi(version)));
    app.get('/api/stream', this.#streamRoute());
    addCommandRoute(app, runtime);
    if (assetsDir !== undefined) addAssets(app, '/assets', assetsDir);
    for (const routes of extraRoutes) routes.add(app, { broadcast: name => this.#broadcast(name) });
    app.notFound(context => problem(context, 'page-unknown'));
    app.onError((error, context) => {
      if (isTiskiError(error)) return problem(context, error.code);
      log.error({ error: messageOf(error), path: context.req.path }, 'a request failed');
      return problem(context, 'internal-error');
    });
    return app;
  }

  #streamRoute(): (context: WebContext) => Response {
    const { runtime, version } = this.#options;
    const broadcast = this.#broadcast('facts');
    const facts = new FactStream({ runtime, broadcast, version });
    this.#facts = facts;
    return context => {
      if (broadcast.full) return problem(context, 'box-busy');
      if (context.env.incoming.method === 'HEAD') return context.body(null);
      const after = context.req.header('last-event-id') ?? context.req.query('after');
      const lastSeen = after === undefined ? undefined : Number(after);
      if (lastSeen !== undefined && !Number.isSafeInteger(lastSeen)) {
        return problem(context, 'command-invalid', { detail: 'Last-Event-ID must be the id of an event' });
      }
      broadcast.open(context.env.outgoing, facts.opening(lastSeen));
      return RESPONSE_ALREADY_SENT;
    };
  }

  #broadcast(name: string): Broadcast {
    const { time, log } = this.#options;
    const broadcast = new Broadcast({ name, time, log });
    this.#broadcasts.push(broadcast);
    return broadcast;
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException) => {
      const where = `${host}:${port}`;
      reject(
        cause.code === 'EADDRINUSE'
          ? new TiskiError('port-in-use', where, { cause })
          : new TiskiError('port-forbidden', `${where}: ${cause.message}`, { cause }),
      );
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

/** Where a browser on the box itself finds it. */
function urlOf({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${family === 'IPv6' && host === address ? `[${host}]` : host}:${port}`;
}
