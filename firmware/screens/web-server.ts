import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import type { SiteNow } from '../configuration/site-now';
import type { OpenAnswers } from '../feedback-answers/open-answers';
import type { BoxHealth } from '../health/box/box-monitor';
import type { RingReports } from '../places/ring-reports';
import type { Runtime } from '../runtime';
import { addAccessRoutes, admitsStaff } from './access/access-routes';
import { Door } from './access/door';
import { addAdvisorRoute } from './advisor-route';
import { addAssets } from './asset-folder';
import { bookingsView } from './bookings-view';
import { Broadcast } from './broadcast';
import { ChangeStream } from './change-stream';
import { addCommandRoute } from './command-route';
import { addCounterRoute } from './counter-route';
import { addDisplayRoute } from './display-route';
import type { DisplayStream } from './display-stream';
import type { ExtraRoutes } from './extra-routes';
import { FactStream } from './fact-stream';
import { addFeedbackRoutes } from './feedback-routes';
import { indexPage } from './index-page';
import { addInfoTvRoute } from './info-tv-route';
import { addKioskRoute } from './kiosk-route';
import { addMeasuresRoute } from './measures-route';
import { openApi } from './openapi';
import type { UpdateNotice } from './pages/shell/update-notice';
import { problem } from './problem';
import { publicView } from './public-view';
import { queryOf } from './query-of';
import { requestListener } from './request-listener';
import { addRingRoute } from './ring-route';
import type { OtherCallers } from './ring-views';
import { type Handler, Routes } from './routes';
import { sendHtml, sendJson } from './send';
import { addSpeechRoute } from './speech-route';
import { stateView } from './state-view';
import { addStatisticsRoute } from './statistics-route';
import { addTicketRoute } from './ticket-route';

/** Limits of one connection. Milliseconds, bytes; an open stream is not touched by them. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 8192,
};

/** Connections at once, streams included. */
const mostConnections = 384;

/** Kiosks and customers' phones that are told of changes at once; who comes after them reads every twenty seconds. */
const mostTold = 128;

/** Milliseconds that requests under way get when the server stops. */
const grace = 1000;

export interface WebServerOptions {
  readonly site: SiteNow;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  /** Folder made by `buildAssets`; pages come without script and style if it is left out. */
  readonly assetsDir?: string;
  /** Folder where role tokens are kept; nobody comes in by one without it. */
  readonly accessDir?: string;
  /** Every page may act in every role: only for a simulated site, where everybody plays all of them. */
  readonly openToAll?: boolean;
  /** What `/readyz` says; always ready if left out. */
  readonly isReady?: () => boolean;
  /** How the machine is; not told if left out. */
  readonly boxHealth?: () => BoxHealth | undefined;
  /** Host names by which browsers may reach the box, besides addresses, names without a dot and `.local`. */
  readonly hostNames?: readonly string[];
  readonly extraRoutes?: readonly ExtraRoutes[];
  /** Who may ring besides those of the site file. */
  readonly callers?: OtherCallers;
  /** What staff are told of a new release. */
  readonly update?: () => UpdateNotice | undefined;
  /** Where reports of ringing go; none are taken without it. */
  readonly ringReports?: RingReports;
  /** Where open answers of the touch page are kept; it asks nothing without it. */
  readonly openAnswers?: OpenAnswers;
}

/** The pages and the API of the box (contract.md, "HTTP"). */
export class WebServer {
  readonly #options: WebServerOptions;
  readonly #broadcasts: Broadcast[] = [];
  #facts: FactStream | undefined;
  #changes: ChangeStream | undefined;
  #displays: DisplayStream | undefined;
  #server: Server | undefined;

  constructor(options: WebServerOptions) {
    this.#options = options;
  }

  /** @throws TiskiError `port-in-use`, `port-forbidden` */
  async start(): Promise<{ readonly url: string }> {
    const { site, log } = this.#options;
    const { host, port } = site.now.http;
    const hostNames = [...(this.#options.hostNames ?? []), ...namesOf(site.now)];
    const listener = requestListener({ routes: this.#routes(), hostNames, log });
    const server = createServer({ ...limits, noDelay: true }, listener);
    server.maxConnections = mostConnections;
    await listening(server, host, port);
    server.on('error', error => log.error({ error: messageOf(error) }, 'http server'));
    this.#server = server;
    this.#facts?.start();
    this.#changes?.start();
    this.#displays?.start();
    return { url: urlOf(server.address() as AddressInfo) };
  }

  /** Staff's pages are drawn anew: what they are told has changed, and no fact says so. */
  tellStaff(): void {
    this.#facts?.notice();
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#facts?.stop();
    this.#changes?.stop();
    this.#displays?.stop();
    for (const extra of this.#options.extraRoutes ?? []) extra.stop?.();
    for (const broadcast of this.#broadcasts.splice(0)) broadcast.stop();
    if (!server) return;
    const closed = new Promise(resolve => server.close(resolve));
    const timer = this.#options.time.after(grace, 'http grace', () => server.closeAllConnections());
    await closed;
    timer.cancel();
  }

  #routes(): Routes {
    const { site, runtime, version, assetsDir, isReady = () => true, extraRoutes = [] } = this.#options;
    const { ringReports, openAnswers, callers, time, log, boxHealth } = this.#options;
    const told = { ...(callers && { callers }), ...(boxHealth && { boxHealth }) };
    const state = () => stateView({ site: site.now, runtime, version, time, ...told });
    const { update } = this.#options;
    const staff = { ...(callers && { callers }), ...(update && { update }) };
    const links = extraRoutes.flatMap(extra => extra.links);
    const door = this.#door();
    const routes = new Routes();
    routes.get('/', (request, response) =>
      sendHtml(response, indexPage(state(), links, door.isStaff(request))),
    );
    routes.get('/healthz', (_, response) => sendJson(response, 200, { ok: true }));
    routes.get('/readyz', (_, response) => {
      const ok = isReady();
      sendJson(response, ok ? 200 : 503, { ok });
    });
    routes.get('/api/state', (request, response) =>
      sendJson(response, 200, door.isStaff(request) ? state() : publicView(state())),
    );
    routes.get('/api/bookings', (request, response) => {
      if (admitsStaff(door, request, response)) sendJson(response, 200, bookingsView(site.now, runtime));
    });
    routes.get('/api/openapi.json', (_, response) => sendJson(response, 200, openApi(version)));
    routes.get('/api/stream', this.#streamRoute(door));
    addAccessRoutes(routes, { door, site });
    addCommandRoute(routes, { runtime, door });
    addKioskRoute(routes, { site, runtime, time });
    addTicketRoute(routes, { site, runtime, time });
    addSpeechRoute(routes);
    addCounterRoute(routes, { site, runtime, time, door, ...staff });
    addAdvisorRoute(routes, { site, runtime, time, door, ...staff });
    const broadcast = this.#broadcast('displays');
    this.#displays = addDisplayRoute(routes, { site, runtime, time, log, version, broadcast });
    addInfoTvRoute(routes, { site, runtime, time });
    addMeasuresRoute(routes, { site, runtime, door });
    addStatisticsRoute(routes, { site, runtime, time, door });
    if (ringReports) {
      addRingRoute(routes, {
        reports: ringReports,
        secretFiles: secretFilesOf(site.now, ringReports),
        time,
        log,
      });
    }
    if (openAnswers) addFeedbackRoutes(routes, { site, runtime, openAnswers, time, door });
    if (assetsDir !== undefined) addAssets(routes, '/assets', assetsDir);
    for (const extra of extraRoutes) extra.add(routes, { door, broadcast: name => this.#broadcast(name) });
    return routes;
  }

  #door(): Door {
    const { accessDir, openToAll = false, time } = this.#options;
    return new Door({ ...(accessDir !== undefined && { folder: accessDir }), openToAll, time });
  }

  #streamRoute(door: Door): Handler {
    const { runtime, version } = this.#options;
    const broadcast = this.#broadcast('facts');
    const facts = new FactStream({ runtime, broadcast, version });
    this.#facts = facts;
    const told = this.#broadcast('changes', mostTold);
    const changes = new ChangeStream({ runtime, broadcast: told, version });
    this.#changes = changes;
    return (request, response) => {
      if (!door.isStaff(request)) return told.open(response, () => changes.opening());
      const after = request.headers['last-event-id'] ?? queryOf(request).get('after');
      const lastSeen = after === null ? undefined : Number(after);
      if (lastSeen !== undefined && !Number.isSafeInteger(lastSeen)) {
        return problem(response, 'command-invalid', { detail: 'Last-Event-ID must be the id of an event' });
      }
      broadcast.open(response, () => facts.opening(lastSeen));
    };
  }

  #broadcast(name: string, most?: number): Broadcast {
    const { time, log } = this.#options;
    const broadcast = new Broadcast({ name, time, log, ...(most !== undefined && { most }) });
    this.#broadcasts.push(broadcast);
    return broadcast;
  }
}

/** The name by which phones reach the box is its own as well. */
function namesOf({ ticketPage }: Site): string[] {
  return ticketPage ? [new URL(ticketPage.address).hostname] : [];
}

function secretFilesOf({ devices }: Site, { names }: RingReports): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of names) {
    const { secretFile } = (devices[name] ?? {}) as { readonly secretFile?: string };
    if (secretFile !== undefined) files.set(name, secretFile);
  }
  return files;
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
