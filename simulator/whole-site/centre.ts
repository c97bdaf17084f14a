import { connect, type MqttClient } from 'mqtt';
import type { Time } from '../../hal/platform/time';

/** A message of a box, and when it came. */
export interface Heard {
  readonly at: number;
  readonly topic: string;
  readonly payload: unknown;
}

/** The centre: subscribes to everything at the broker and asks boxes for things. It knows no other way to them. */
export class Centre {
  readonly heard: Heard[] = [];
  readonly #time: Time;
  readonly #url: string;
  readonly #clients = new Set<MqttClient>();
  #asked = 0;

  constructor(url: string, time: Time) {
    this.#url = url;
    this.#time = time;
  }

  async start(): Promise<void> {
    const client = this.#connect();
    this.#clients.add(client);
    client.on('message', (topic, payload) => {
      const text = payload.toString();
      if (text !== '') this.heard.push({ at: this.#time.now(), topic, payload: JSON.parse(text) });
    });
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', reject);
    });
    await client.subscribeAsync('tiski/1/#', { qos: 1 });
  }

  /** Asks a box for its own health, over a connection of its own: the broker ends that of who asks a box that does not answer. @param base `tiski/1/SITE/APPLIANCE` */
  ask(base: string): void {
    this.#asked += 1;
    const payload = JSON.stringify({ id: `centre-${this.#asked}`, by: 'central', args: {} });
    const client = this.#connect();
    this.#clients.add(client);
    client.on('error', () => undefined);
    client.on('close', () => this.#clients.delete(client));
    client.publish(`${base}/command/self-test`, payload, { qos: 1 }, () => client.end());
  }

  async stop(): Promise<void> {
    await Promise.all(Array.from(this.#clients, client => client.endAsync(true)));
  }

  #connect(): MqttClient {
    const { hostname, port } = new URL(this.#url);
    return connect({
      protocol: 'mqtt',
      host: hostname,
      port: Number(port),
      keepalive: 0,
      reconnectPeriod: 0,
    });
  }
}
