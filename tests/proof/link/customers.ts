import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';

/** How long an answer is awaited before the same id is sent again, ms. */
const patience = { http: 3000, mqtt: 4000 } as const;

interface Reply {
  readonly id: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly result?: { readonly ticket?: string; readonly last?: number };
}

/** What became of one command, however often it had to be sent. */
export interface Asked {
  readonly id: string;
  readonly by: 'http' | 'mqtt';
  sent: number;
  reply?: Reply;
}

/** People who take tickets over HTTP, counters that call them, and a program that takes tickets over MQTT; each asks with its id until it is answered. */
export class Customers {
  readonly asked: Asked[] = [];
  readonly #http: string;
  readonly #broker: string;
  readonly #stopping = new AbortController();
  readonly #open = new Set<Promise<void>>();
  readonly #awaited = new Map<string, (reply: Reply) => void>();
  #client: MqttClient | undefined;

  /** @param http address of the box */
  constructor(http: string, broker: string) {
    this.#http = http;
    this.#broker = broker;
  }

  async start(): Promise<void> {
    this.#client = await connectAsync(this.#broker, { clientId: 'queue-program', reconnectPeriod: 200 });
    this.#client.on('error', () => undefined);
    this.#client.on('message', (_, payload) => {
      const reply = JSON.parse(payload.toString()) as Reply;
      this.#awaited.get(reply.id)?.(reply);
    });
    await this.#client.subscribeAsync('tiski/1/proof/hub/reply/+', { qos: 1 });
  }

  /** Somebody comes; resolves at once. */
  come(by: Asked['by']): void {
    const asked: Asked = { id: `${by}-${this.asked.length + 1}`, by, sent: 0 };
    this.asked.push(asked);
    const done = (by === 'http' ? this.#takeByHttp(asked) : this.#takeByMqtt(asked)).finally(() =>
      this.#open.delete(done),
    );
    this.#open.add(done);
  }

  /** A counter calls the next one; nobody minds if that fails. */
  call(): void {
    void this.#post('next', { by: 'counter/counter-1', args: { counter: 'counter-1' } });
  }

  /** The number of the last event that the box has handed out; nothing while it cannot be asked. */
  async lastNumber(): Promise<number | undefined> {
    const id = `last-${performance.now().toFixed(0)}`;
    const answered = new Promise<Reply>(resolve => this.#awaited.set(id, resolve));
    const ask = { id, by: 'central', args: { from: Number.MAX_SAFE_INTEGER } };
    this.#client?.publish('tiski/1/proof/hub/command/resend', JSON.stringify(ask), { qos: 1 });
    const reply = await Promise.race([answered, wait(patience.mqtt).then(() => undefined)]);
    this.#awaited.delete(id);
    return reply?.result?.last;
  }

  /** Resolves when everybody has been answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#open);
    await this.#client?.endAsync(true);
  }

  async #takeByHttp(asked: Asked): Promise<void> {
    while (!asked.reply && !this.#stopping.signal.aborted) {
      asked.sent += 1;
      const reply = await this.#post('take-ticket', {
        id: asked.id,
        by: 'customer',
        args: { service: 'kunta' },
      });
      if (reply) asked.reply = reply;
      else await wait(250);
    }
  }

  async #takeByMqtt(asked: Asked): Promise<void> {
    const answered = new Promise<Reply>(resolve => this.#awaited.set(asked.id, resolve));
    const payload = JSON.stringify({ id: asked.id, by: 'customer', args: { service: 'vero' } });
    while (!asked.reply && !this.#stopping.signal.aborted) {
      asked.sent += 1;
      this.#client?.publish('tiski/1/proof/hub/command/take-ticket', payload, { qos: 1 });
      asked.reply = await Promise.race([answered, wait(patience.mqtt).then(() => undefined)]);
    }
    this.#awaited.delete(asked.id);
  }

  async #post(name: string, body: object): Promise<Reply | undefined> {
    try {
      const response = await fetch(`${this.#http}/api/command/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patience.http),
      });
      return (await response.json()) as Reply;
    } catch {
      return undefined;
    }
  }
}
