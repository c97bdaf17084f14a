import type { ServerResponse } from 'node:http';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { problem } from './problem';

/** Milliseconds between beats: they keep a quiet stream open through proxies (HTML standard, 9.2.7), and a page that hears none knows that the connection is lost. */
const heartbeat = 5_000;

/** With data: a browser tells its page of no event without. */
const beat = frame({ event: 'beat', data: {} });

/** Milliseconds after which a browser connects again. */
const retry = 2000;

/** Bytes that may wait for one client beyond what its socket took; a client that is slower is dropped and resumes. */
const mostBuffered = 256 * 1024;

/** A site has some ten screens; many more is a fault or an attack. */
const usualClients = 64;

export interface BroadcastOptions {
  /** For the log. */
  readonly name: string;
  readonly time: Time;
  readonly log: Log;
  /** Clients at once; 64, if left out. */
  readonly most?: number;
}

/** One stream of server-sent events and everybody who listens to it. */
export class Broadcast {
  readonly #options: BroadcastOptions;
  readonly #clients = new Set<ServerResponse>();
  #timer: Timer | undefined;
  #stopped = false;

  constructor(options: BroadcastOptions) {
    this.#options = options;
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** Makes the response a stream that begins with the frames of `opening`, or refuses one too many. Who asks for the head alone gets that. */
  open(response: ServerResponse, opening: () => string): void {
    const { most = usualClients } = this.#options;
    if (this.#stopped || this.#clients.size >= most) {
      problem(response, 'box-busy');
      return;
    }
    const frames = opening();
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    this.#clients.add(response);
    response.on('close', () => this.#clients.delete(response));
    response.on('error', () => response.destroy());
    response.write(`retry: ${retry}\n\n${frames}`);
    this.#timer ??= this.#options.time.every(heartbeat, `${this.#options.name} heartbeat`, () =>
      this.send(beat),
    );
  }

  /** Sends one or more frames to everybody. Never throws and never waits. */
  send(frames: string): void {
    if (this.#clients.size === 0) return;
    const bytes = Buffer.from(frames);
    for (const client of this.#clients) {
      client.write(bytes);
      if (client.writableLength > mostBuffered) this.#drop(client);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const client of this.#clients) client.end();
    this.#clients.clear();
  }

  #drop(client: ServerResponse): void {
    this.#options.log.warn(
      { stream: this.#options.name },
      'a client is too slow for its stream and was dropped',
    );
    this.#clients.delete(client);
    client.destroy();
  }
}

export interface Frame {
  readonly id?: number;
  readonly event?: string;
  readonly data: object;
}

/** One event on the wire (HTML standard, 9.2.6). JSON has no line breaks, so one data line is enough. */
export function frame({ id, event, data }: Frame): string {
  const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
