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

/** What the scripts of a page find around them in a browser, for scripts that draw nothing: time, network and address in the hands of a test. */
export class PageWorld {
  readonly time = new VirtualTime();
  readonly streams: PageStream[] = [];
  /** What was asked of the box. */
  readonly asked: { readonly url: string; readonly body: unknown }[] = [];
  reloads = 0;
  /** What the box answers. */
  answer: (signal: AbortSignal | null | undefined) => Promise<Response> = async () => Response.json({});
  readonly #before = new Map<string, PropertyDescriptor | undefined>();

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
    this.#put('performance', { now: () => time.monotonic() });
    this.#put('setTimeout', (run: () => void, delay: number) => time.after(delay, 'page', run));
    this.#put('clearTimeout', (timer: { cancel(): void }) => timer.cancel());
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
    for (const [name, before] of this.#before) {
      if (before) Object.defineProperty(globalThis, name, before);
      else Reflect.deleteProperty(globalThis, name);
    }
  }

  #put(name: string, value: unknown): void {
    if (!this.#before.has(name)) this.#before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
