import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import type { Browser, Page } from 'playwright-core';

/** A wire to a box that counts what the box sends. */
export class CountingWire {
  bytes = 0;
  readonly #target: URL;
  #server: Server | undefined;

  constructor(url: string) {
    this.#target = new URL(url);
  }

  /** The box at the other end of this wire. */
  async start(): Promise<string> {
    const { hostname: host, port } = this.#target;
    const server = createServer(browser => {
      const box = connect({ host, port: Number(port), noDelay: true });
      box.on('data', data => {
        this.bytes += data.length;
      });
      browser.pipe(box).pipe(browser);
      for (const [one, other] of [
        [browser, box],
        [box, browser],
      ] as const) {
        one.on('error', () => undefined);
        one.on('close', () => other.destroy());
      }
    }).listen(0, '127.0.0.1');
    this.#server = server;
    await once(server, 'listening');
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  /** To be called when no browser is at the other end any more. */
  async stop(): Promise<void> {
    this.#server?.close();
    if (this.#server) await once(this.#server, 'close');
  }
}

export interface FirstVisit {
  readonly url: string;
  /** A selector that is there once the page is up to date. */
  readonly ready: string;
  /** How many times slower the processor is for the page. */
  readonly slowed?: number;
}

/** Opens a page in a browser that has never been there: nothing is kept, and its process starts with it. It is gone after `look`. */
export async function firstVisit<T>(
  browser: Browser,
  { url, ready, slowed = 1 }: FirstVisit,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    if (slowed !== 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
    await page.goto(url);
    await page.waitForSelector(ready, { state: 'attached' });
    await page.evaluate('Promise.allSettled(Array.from(document.images, image => image.decode()))');
    return await look(page);
  } finally {
    await context.close();
  }
}

/** When something was to be seen, ms after the request. */
export interface Paints {
  /** The first text or picture (Paint Timing, `first-contentful-paint`). */
  readonly first: number;
  /** The largest text or picture: what somebody came for (Largest Contentful Paint). */
  readonly largest: number;
}

/** The largest paint counts once no larger one has come for half a second. */
export async function paintsOf(page: Page): Promise<Paints> {
  return (await page.evaluate(`new Promise(resolve => {
    const [painted] = performance.getEntriesByName('first-contentful-paint');
    const first = painted ? painted.startTime : 0;
    let largest = 0;
    let quiet;
    const wait = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => resolve({ first, largest }), 500);
    };
    new PerformanceObserver(list => {
      for (const { startTime } of list.getEntries()) largest = startTime;
      wait();
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    wait();
  })`)) as Paints;
}
