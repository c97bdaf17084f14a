/** One event of a stream, as the HTML standard (9.2.6) cuts it. */
export interface StreamEvent {
  readonly event: string;
  readonly id?: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events over a plain fetch, so that a test can be any kind of client. */
export class EventReader {
  readonly #abort = new AbortController();
  readonly #events: StreamEvent[] = [];
  #wake: (() => void) | undefined;
  #ended = false;

  static async open(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const reader = new EventReader();
    const response = await fetch(url, { headers, signal: reader.#abort.signal });
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    reader.#read(response).catch(() => undefined);
    return reader;
  }

  /** Facts seen so far. */
  received = 0;
  /** Type of the last fact. */
  lastType: unknown;

  /** @throws Error when nothing comes for twenty seconds */
  async next(): Promise<StreamEvent> {
    const timer = setTimeout(() => this.close(), 20_000);
    await this.until(() => this.#events.length > 0);
    clearTimeout(timer);
    const event = this.#events.shift();
    if (!event) throw new Error('nothing comes, or the stream ended');
    return event;
  }

  /** Waits until something is true that depends on the stream, or it ends. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition() && !this.#ended) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  /** Resolves when the server ends the stream. */
  async ended(): Promise<void> {
    await this.until(() => false);
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    try {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
        this.#wake?.();
      }
    } finally {
      this.#ended = true;
      this.#wake?.();
    }
  }

  #take(block: string): void {
    const fields = new Map(
      block.split('\n').map(line => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
    );
    const data = fields.get('data');
    if (data === undefined) return;
    const id = fields.get('id');
    const event = fields.get('event') ?? 'message';
    if (event === 'message') this.received += 1;
    this.#events.push({
      event,
      ...(id === undefined ? {} : { id }),
      data: JSON.parse(data),
    });
    this.lastType = this.#events.at(-1)?.data.type;
  }
}
