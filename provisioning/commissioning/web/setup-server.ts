import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Html } from '../../../firmware/screens/html';
import { messageOf, TiskiError } from '../../../hal/platform/error';
import type { Log } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import { setupDocument } from '../page/setup-body';
import { isSetupLanguage, type SetupLanguage, sayIn } from '../words/words';
import type { PageCertificate } from './page-certificate';

/** Who asks: what a browser brings. */
export interface Asker {
  /** The secret of its cookie. */
  readonly secret: string | undefined;
  /** In the network. */
  readonly address: string;
  readonly language: SetupLanguage;
}

/** What an act has led to. */
export interface Acted {
  /** To be the cookie from now on. */
  readonly secret?: string;
  readonly language?: SetupLanguage;
  /** What this asker alone is shown; the page as it is now, if left out. */
  readonly body?: Html;
}

export interface SetupServerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly certificate: PageCertificate;
  /** Of the bundled script and style. */
  readonly assetsDir: string;
  readonly time: Time;
  readonly log: Log;
  readonly body: (asker: Asker) => Html;
  readonly act: (asker: Asker, name: string, fields: Readonly<Record<string, string>>) => Promise<Acted>;
  /** Nothing for who is not in. */
  readonly sheet: (asker: Asker) => Html | undefined;
}

/** A site file is the largest; bytes. */
const mostBytes = 256 * 1024;

/** A question for news is answered after so long at the latest, ms. */
const newsAfter = 15_000;

const limits = { connections: 64, headers: 5000, request: 10_000 } as const;

const assets: Readonly<Record<string, string>> = {
  'setup-page.js': 'text/javascript; charset=utf-8',
  'setup-page.css': 'text/css; charset=utf-8',
};

const safe: Readonly<Record<string, string>> = {
  // A press that is sent over a connection which the box gives up in the same moment is lost, and a browser does not send it again.
  connection: 'close',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The page of a box that is being set up, over TLS alone. Draws whole; the browser keeps what has not changed. */
export class SetupServer {
  readonly #options: SetupServerOptions;
  readonly #news = new EventEmitter<{ news: [] }>();
  #server: Server | undefined;
  #version = 0;

  constructor(options: SetupServerOptions) {
    this.#options = options;
    this.#news.setMaxListeners(limits.connections);
  }

  /** @returns the port @throws TiskiError `port-in-use`, `port-forbidden` */
  async start(): Promise<number> {
    const { listen, certificate, log } = this.#options;
    const server = createServer({
      cert: certificate.cert,
      key: certificate.key,
      minVersion: 'TLSv1.2',
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      maxHeaderSize: 8192,
    });
    server.maxConnections = limits.connections;
    server.on('request', (request, response) => {
      this.#answer(request, response).catch(error => {
        log.error({ error: messageOf(error) }, 'set-up page');
        if (!response.headersSent) response.statusCode = 500;
        response.end();
      });
    });
    server.listen(listen.port, listen.host);
    await once(server, 'listening').catch(error => {
      const code = error.code === 'EADDRINUSE' ? 'port-in-use' : 'port-forbidden';
      throw new TiskiError(code, `${listen.host}:${listen.port}`, { cause: error });
    });
    this.#server = server;
    return (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    this.changed();
    server.closeAllConnections();
    await closed;
  }

  /** Whoever waits for news gets the page as it is now. */
  changed(): void {
    this.#version += 1;
    this.#news.emit('news');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(safe)) response.setHeader(name, value);
    const { url: asked = '/' } = request;
    const url = new URL(asked, 'https://box');
    const asker = askerOf(request, url);
    const { pathname } = url;
    if (request.method === 'POST' && pathname.startsWith('/api/setup/'))
      return this.#act(request, response, asker, pathname.slice('/api/setup/'.length));
    if (request.method !== 'GET') return sendText(response, 405, 'text/plain', '');
    const asset = /^\/assets\/([a-z.-]+)$/.exec(pathname)?.[1];
    const type = asset === undefined ? undefined : assets[asset];
    if (asset !== undefined && type !== undefined)
      return sendText(response, 200, type, await readFile(join(this.#options.assetsDir, asset)));
    if (pathname === '/') {
      response.setHeader('location', '/setup');
      return sendText(response, 302, 'text/plain', '');
    }
    if (pathname === '/setup') return this.#document(response, asker);
    if (pathname === '/setup/sheet') return this.#sheet(response, asker);
    if (pathname === '/api/setup/page') {
      await this.#hasNews(request, Number(url.searchParams.get('seen') ?? -1));
      return this.#page(response, asker, this.#options.body(asker));
    }
    return sendText(response, 404, 'text/plain', '');
  }

  #document(response: ServerResponse, asker: Asker): void {
    const page = setupDocument(asker.language, this.#options.body(asker));
    sendText(response, 200, 'text/html; charset=utf-8', page.markup);
  }

  #sheet(response: ServerResponse, asker: Asker): void {
    const sheet = this.#options.sheet(asker);
    if (sheet) sendText(response, 200, 'text/html; charset=utf-8', sheet.markup);
    else this.#document(response, asker);
  }

  async #act(request: IncomingMessage, response: ServerResponse, asker: Asker, name: string): Promise<void> {
    // A form of another site can send neither this type nor our origin.
    const isOurs = request.headers['content-type'] === 'application/json' && isOwnOrigin(request);
    const fields = isOurs ? await fieldsIn(request) : undefined;
    if (!fields) return sendText(response, 400, 'text/plain', '');
    const { secret, language = asker.language, body } = await this.#options.act(asker, name, fields);
    const now = { ...asker, language, ...(secret !== undefined && { secret }) };
    const kept = 'Secure; HttpOnly; SameSite=Strict; Path=/';
    response.setHeader('set-cookie', [
      `tiski-language=${language}; ${kept}`,
      ...(secret === undefined ? [] : [`tiski-setup=${secret}; ${kept}`]),
    ]);
    // Drawn in the same instant as it is numbered, so that no news is taken for seen.
    this.#page(response, now, body ?? this.#options.body(now));
  }

  #page(response: ServerResponse, { language }: Asker, body: Html): void {
    const title = sayIn(language)('title');
    const page = { version: this.#version, language, title, markup: body.markup };
    sendText(response, 200, 'application/json', JSON.stringify(page));
  }

  /** At once for who has not seen the newest. */
  #hasNews(request: IncomingMessage, seen: number): Promise<void> {
    if (seen !== this.#version) return Promise.resolve();
    return new Promise(resolve => {
      const timer = this.#options.time.after(newsAfter, 'set-up news', () => end());
      const end = () => {
        timer.cancel();
        this.#news.off('news', end);
        request.socket.off('close', end);
        resolve();
      };
      this.#news.on('news', end);
      request.socket.once('close', end);
    });
  }
}

function askerOf({ headers, socket }: IncomingMessage, url: URL): Asker {
  const cookies = new Map(
    (headers.cookie ?? '').split(/;\s*/).map(pair => pair.split('=', 2) as [string, string]),
  );
  const wished = [
    url.searchParams.get('language'),
    cookies.get('tiski-language'),
    ...(headers['accept-language'] ?? '').split(/[,;-]/).map(each => each.trim()),
  ];
  const { remoteAddress: address = '' } = socket;
  return { secret: cookies.get('tiski-setup'), address, language: wished.find(isSetupLanguage) ?? 'en' };
}

function isOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || origin === `https://${host}`;
}

async function fieldsIn(request: IncomingMessage): Promise<Readonly<Record<string, string>> | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return undefined;
    parts.push(part);
  }
  try {
    const read: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    if (typeof read !== 'object' || read === null) return undefined;
    return Object.fromEntries(Object.entries(read).filter(([, value]) => typeof value === 'string'));
  } catch {
    return undefined;
  }
}

function sendText(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.end(body);
}
