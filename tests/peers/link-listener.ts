import { connectAsync, type IPublishPacket, type MqttClient } from 'mqtt';
import { watched } from '../support/watched-wire';

export interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
  readonly properties: IPublishPacket['properties'];
}

/** A CloudEvent of the box. */
export interface HeardEvent {
  readonly sequence: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a receiver of the office's messages is: a session that the broker keeps, so that nothing is missed by its own absence. */
export class Listener {
  readonly heard: Heard[] = [];
  /** The last message at each topic, as a broker keeps it. */
  readonly kept = new Map<string, string>();
  readonly client: MqttClient;
  readonly #looks = new Set<() => void>();

  private constructor(client: MqttClient) {
    this.client = watched(client);
    client.on('message', (topic, payload, { retain, properties }) => {
      const text = payload.toString('utf8');
      this.heard.push({ topic, text, retain, properties });
      this.kept.set(topic, text);
      for (const look of this.#looks) look();
    });
    client.on('error', () => undefined);
  }

  static async at(url: string, { filter = 'tiski/#', protocol = 4 as 4 | 5, persistent = false } = {}) {
    const client = await connectAsync(url, {
      protocolVersion: protocol,
      clientId: `listener-${Math.random().toString(36).slice(2)}`,
      clean: !persistent,
      reconnectPeriod: 50,
      ...(persistent && protocol === 5 && { properties: { sessionExpiryInterval: 3600 } }),
    });
    const listener = new Listener(client);
    if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function')
      client.stream.setNoDelay(true);
    await client.subscribeAsync(filter, { qos: 1 });
    return listener;
  }

  /** Resolves with the first value that `find` gives, now or after any message to come. @throws Error when none comes in time */
  until<T>(find: () => T | undefined | false): Promise<T> {
    return inTime(
      'message',
      new Promise(resolve => {
        const look = () => {
          const found = find();
          if (found === undefined || found === false) return;
          this.#looks.delete(look);
          resolve(found);
        };
        this.#looks.add(look);
        look();
      }),
    );
  }

  /** The messages on a topic, parsed. */
  on(topic: string): Record<string, unknown>[] {
    return this.heard.filter(message => message.topic === topic).map(({ text }) => JSON.parse(text));
  }

  /** The next message on a topic, or the first one if there was one already, parsed. */
  first(topic: string): Promise<Record<string, unknown>> {
    return this.until(() => this.on(topic)[0]);
  }

  /** The events as a receiver takes them that keeps the highest sequence: each once, however often it came. */
  events(): HeardEvent[] {
    const taken: HeardEvent[] = [];
    for (const { topic, text } of this.heard) {
      if (!topic.includes('/event/')) continue;
      const event = JSON.parse(text) as HeardEvent;
      if (event.sequence > (taken.at(-1)?.sequence ?? 0)) taken.push(event);
    }
    return taken;
  }

  sequences(): number[] {
    return this.events().map(({ sequence }) => sequence);
  }

  stop(): Promise<void> {
    return this.client.endAsync(true);
  }
}

/** The promise, or an error after twenty seconds: a test that waits for what never comes must say so and end. */
export async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} in time`)), 20_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
