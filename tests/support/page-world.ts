import type { Timer } from '../../hal/platform/time';
import { VirtualTime } from '../../simulator/time/virtual-time';

/** A stream of events as a page opens it. */
export class PageStream {
  static readonly CLOSED = 2;
  readyState = 1;
  readonly #listeners = new Map<string, ((event: object) => void)[]>();
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: (event: object) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.readyState = PageStream.CLOSED;
  }

  /** Something comes from the box, or the connection fails. */
  emit(type: string, data: object = {}, lastEventId = ''): void {
    for (const listener of this.#listeners.get(type) ?? [])
      listener({ data: JSON.stringify(data), lastEventId });
  }
}

/** With what Node's own classes want of a timer: what is left of another file's connections may set one meanwhile. */
class PageTimer {
  readonly cancel: () => void;

  constructor(timer: Timer) {
    this.cancel = () => timer.cancel();
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  refresh(): this {
    return this;
  }
}

/** What the scripts of a page find around them in a browser, for scripts that draw nothing: time, network and address in the hands of a test. */
export class PageWorld {
  readonly time = new VirtualTime();
  readonly streams: PageStream[] = [];
  /** What was asked of the box. */
  readonly asked: { readonly url: string; readonly body: unknown }[] = [];
  reloads = 0;
  /** What the box answers. */
  answer: (signal: AbortSignal | null | undefined) => Promise<Response> = async () => Response.json({});
  readonly #undo: (() => void)[] = [];

  constructor() {
    const { time, streams, asked } = this;
    this.#put(
      'EventSource',
      class extends PageStream {
        constructor(url: string) {
          super(url);
          streams.push(this);
        }
      },
    );
    this.#put('location', { href: 'http://box/page', reload: () => (this.reloads += 1) });
    this.#put('now', () => time.monotonic(), performance);
    const { clearTimeout } = globalThis;
    this.#put(
      'setTimeout',
      (run: () => void, delay: number) => new PageTimer(time.after(delay, 'page', run)),
    );
    this.#put('clearTimeout', (timer: PageTimer | NodeJS.Timeout | undefined) =>
      timer instanceof PageTimer ? timer.cancel() : clearTimeout(timer),
    );
    this.#put('setInterval', (run: () => void, interval: number) => time.every(interval, 'page', run));
    this.#put('fetch', (url: string, { body, signal }: RequestInit = {}) => {
      asked.push({ url, body: typeof body === 'string' ? JSON.parse(body) : undefined });
      return this.answer(signal);
    });
  }

  /** The stream that is open now. */
  get stream(): PageStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error('no stream');
    return stream;
  }

  /** Time passes, and everybody who waits has their turn. */
  async pass(duration: number): Promise<void> {
    await this.settle();
    this.time.advance(duration);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve));
  }

  end(): void {
    for (const undo of this.#undo) undo();
  }

  #put(name: string, value: unknown, place: object = globalThis): void {
    const before = Object.getOwnPropertyDescriptor(place, name);
    Object.defineProperty(place, name, { value, configurable: true, writable: true });
    this.#undo.push(() => {
      if (before) Object.defineProperty(place, name, before);
      else Reflect.deleteProperty(place, name);
    });
  }
}
