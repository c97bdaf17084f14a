import { readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What a test may do to an answer. */
export interface Answering {
  /** Whether parts of a file may be asked for. */
  ranges: boolean;
  /** Breaks the connection after so many bytes of a body. */
  cutAfter: number;
}

/** A plain web server over a folder, as nginx or any other would serve it. */
export class FileServer implements Answering {
  ranges = true;
  cutAfter = Number.POSITIVE_INFINITY;
  readonly requests: { path: string; range: string | undefined }[] = [];
  readonly #server: Server;
  readonly #folder: string;
  readonly #scheme: string;

  constructor(folder: string, tls?: ServerOptions) {
    this.#folder = folder;
    this.#scheme = tls ? 'https' : 'http';
    this.#server = tls ? createSecureServer(tls, this.#answer) : createServer(this.#answer);
  }

  start(): Promise<URL> {
    return new Promise(resolve =>
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(new URL(`${this.#scheme}://localhost:${(this.#server.address() as AddressInfo).port}/`)),
      ),
    );
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise(resolve => this.#server.close(() => resolve()));
  }

  readonly #answer: RequestListener = (request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    this.requests.push({ path, range: request.headers.range });
    const file = join(this.#folder, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    const content = readFileSync(file);
    const from = this.ranges ? Number(request.headers.range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0) : 0;
    const body = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': body.length,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
    });
    if (body.length <= this.cutAfter) return void response.end(body);
    response.write(body.subarray(0, this.cutAfter), () => request.socket.destroy());
  };
}
