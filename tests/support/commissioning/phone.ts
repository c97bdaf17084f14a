import { request } from 'node:https';

/** What a phone shows, without a browser. */
export interface Shown {
  readonly step: string;
  /** Code of the trouble; empty without one. */
  readonly code: string;
  readonly markup: string;
}

/** A phone at the page of a box that is being set up. */
export class Phone {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#origin = new URL(url).origin;
  }

  act(name: string, fields: Readonly<Record<string, string>> = {}): Promise<Shown> {
    return this.#ask(`/api/setup/${name}`, fields);
  }

  look(): Promise<Shown> {
    return this.#ask('/api/setup/page?seen=-1');
  }

  async #ask(path: string, fields?: Readonly<Record<string, string>>): Promise<Shown> {
    const { status, text } = await this.raw(path, fields);
    if (status !== 200) throw new Error(`status ${status}`);
    const { markup } = JSON.parse(text) as { markup: string };
    return {
      step: /data-step="([a-z]+)"/.exec(markup)?.[1] ?? '',
      code: /class="trouble" data-code="([a-z-]+)"/.exec(markup)?.[1] ?? '',
      markup,
    };
  }

  raw(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly text: string; readonly sha256: string }> {
    return new Promise((resolve, reject) => {
      const body = fields && JSON.stringify(fields);
      const ask = request(`${this.#origin}${path}`, {
        method: fields ? 'POST' : 'GET',
        agent: false,
        rejectUnauthorized: false,
        headers: {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      ask.on('error', reject);
      ask.on('response', async response => {
        const socket = response.socket as import('node:tls').TLSSocket;
        const sha256 = socket.getPeerCertificate().fingerprint256;
        let text = '';
        for await (const part of response.setEncoding('utf8')) text += part;
        for (const cookie of response.headers['set-cookie'] ?? []) {
          const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=', 2);
          this.#cookies.set(name, value);
        }
        resolve({ status: response.statusCode ?? 0, text, sha256 });
      });
      ask.end(body);
    });
  }
}
