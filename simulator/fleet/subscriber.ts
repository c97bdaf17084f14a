import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';

/** Bytes that a broker says it has carried (`$SYS`), with when it said so; of none that does not say. */
export interface BrokerCount {
  readonly at: number;
  readonly received: number;
  readonly sent: number;
}

/** Whoever receives all events of a fleet: when each arrived, and whether any is missing, doubled or out of order. */
export class Subscriber {
  readonly #url: string;
  #client: MqttClient | undefined;
  /** ms from the fact to its arrival. */
  #delays: number[] = [];
  #missing = 0;
  #doubled = 0;
  #bytes = 0;
  readonly #last = new Map<string, number>();
  #received: number | undefined;
  #sent: number | undefined;
  #count: BrokerCount | undefined;

  /** @param url of the broker */
  constructor(url: string) {
    this.#url = url;
  }

  /** Resolves when the broker has taken the subscriptions. @throws Error when the broker is not there */
  async start(): Promise<void> {
    const client = await connectAsync({ ...partsOf(this.#url), protocolVersion: 5, reconnectPeriod: 0 });
    this.#client = client;
    client.on('message', (topic, payload) => {
      if (topic.startsWith('$SYS/')) this.#broker(topic, Number(payload.toString()));
      else this.#event(payload);
    });
    await client.subscribeAsync(['tiski/1/+/+/event/#', '$SYS/broker/bytes/+'], { qos: 0 });
  }

  get delays(): readonly number[] {
    return this.#delays;
  }

  get count(): BrokerCount | undefined {
    return this.#count;
  }

  get order(): { readonly missing: number; readonly doubled: number } {
    return { missing: this.#missing, doubled: this.#doubled };
  }

  /** Bytes of payload and topic that came here: not the fleet's own. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What came until now was not meant: the fleet was coming together. */
  forget(): void {
    this.#delays = [];
  }

  async stop(): Promise<void> {
    await this.#client?.endAsync(true);
  }

  #event(payload: Buffer): void {
    const arrived = Date.now();
    const { source, epoch, sequence, time } = JSON.parse(payload.toString()) as {
      readonly source: string;
      readonly epoch: string;
      readonly sequence: number;
      readonly time: string;
    };
    const key = `${source} ${epoch}`;
    const before = this.#last.get(key) ?? 0;
    if (sequence <= before) this.#doubled += 1;
    else {
      this.#missing += sequence - before - 1;
      this.#last.set(key, sequence);
    }
    this.#bytes += payload.length;
    this.#delays.push(arrived - Date.parse(time));
  }

  #broker(topic: string, bytes: number): void {
    if (topic.endsWith('/received')) this.#received = bytes;
    else if (topic.endsWith('/sent')) this.#sent = bytes;
    if (this.#received === undefined || this.#sent === undefined) return;
    this.#count = { at: Date.now(), received: this.#received, sent: this.#sent };
  }
}

/** mqtt.js takes an address apart by a function that Node has given up. */
function partsOf(url: string): IClientOptions {
  const { protocol, hostname, port, pathname, username, password } = new URL(url);
  return {
    protocol: protocol.slice(0, -1) as NonNullable<IClientOptions['protocol']>,
    host: hostname,
    ...(port !== '' && { port: Number(port) }),
    ...(pathname.length > 1 && { path: pathname }),
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
  };
}
