import { EventEmitter } from 'node:events';
import type { IClientOptions, MqttClient } from 'mqtt';
import type { BusMessage, Delivery, MessageBus, MessageBusEvents } from '../../hal/message-bus';
import { AwakeClock } from '../../hal/platform/awake-clock';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import { sleep, type Time } from '../../hal/platform/time';
import { type BackOffLimits, backOff } from './back-off';
import { type Credentials, loginOf } from './credentials';
import { explained, isVersionRefusal } from './explained';
import { type BrokerClient, mqttClient } from './mqtt-client';

interface RetainedStatus {
  readonly topic: string;
  /** What is said on coming and going; that of going is also left with the broker as the will. */
  readonly message: (state: 'online' | 'offline') => string;
}

export interface SiteBusOptions {
  readonly url: string;
  readonly site: string;
  readonly appliance: string;
  readonly clientId: string;
  /** Read before every attempt. */
  readonly credentials: () => Credentials;
  /** Says at a retained topic whether this appliance is there; not for an appliance whose link says so. */
  readonly status?: RetainedStatus;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1). */
  readonly random: () => number;
}

const limits = {
  /** From the attempt to the broker's answer, ms. */
  connect: 1500,
  /** Between two pings, ms. */
  ping: 1000,
  /** Nothing heard for so long, ms: the connection is half open. */
  silence: 3000,
  /** For the broker: it gives up on this client after one and a half times so many seconds. */
  keepAlive: 5,
  /** For the goodbye, ms. */
  goodbye: 1000,
  /** It tries, waits or hears something at least so often, ms, else it hangs. */
  still: 30_000,
} as const;

interface Ended {
  readonly reason: unknown;
  readonly wasOnline: boolean;
}

/** The broker of a site has a few boxes, which must be back within seconds. */
const siteBackOff: BackOffLimits = { first: 250, most: 2000 };

/**
 * Connects the boxes of a site over their broker. It is a connection of its own, beside that of the link: what goes here is worth nothing a second
 * later, so nothing is queued here or at the broker, and a half-open connection is noticed after 3 s. Connects when somebody first subscribes.
 */
export class SiteBus implements MessageBus {
  readonly events = new EventEmitter<MessageBusEvents>();
  readonly appliance: string;
  readonly run: string;
  readonly #options: SiteBusOptions;
  readonly #base: string;
  readonly #handlers = new Map<string, Set<(message: BusMessage) => void>>();
  #client: MqttClient | undefined;
  #protocol: 4 | 5 = 5;
  #online = false;
  #signal: AbortSignal | undefined;
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  /** When it last began to try or to wait, or heard something, monotonic ms. */
  #movedAt = 0;

  constructor(options: SiteBusOptions) {
    this.#options = options;
    this.appliance = options.appliance;
    this.run = `${options.time.now().toString(36)}-${Math.floor(options.random() * 36 ** 8).toString(36)}`;
    this.#base = `tiski/1/${options.site}/`;
    this.events.setMaxListeners(0);
  }

  get online(): boolean {
    return this.#online;
  }

  /** Whether it stands still: not offline, which is an answer, but without a next step. */
  get hung(): boolean {
    return this.#running !== undefined && this.#options.time.monotonic() - this.#movedAt > limits.still;
  }

  start(signal: AbortSignal): void {
    this.#stopping = new AbortController();
    this.#signal = AbortSignal.any([signal, this.#stopping.signal]);
    this.#runIfNeeded();
  }

  /** Says goodbye and resolves when the connection is gone. */
  async stop(): Promise<void> {
    const { status, time } = this.#options;
    if (status) await this.#sayStatus(status, 'offline');
    this.#stopping.abort();
    this.#signal = undefined;
    const goodbye = time.after(limits.goodbye, 'bus goodbye', () => this.#client?.stream.destroy());
    await this.#running;
    goodbye.cancel();
    this.#running = undefined;
  }

  publish(topic: string, payload: string, { retain = false, assured = true }: Delivery = {}): boolean {
    if (!this.#online) return false;
    this.#client?.publish(this.#base + topic, payload, { qos: assured ? 1 : 0, retain }, () => undefined);
    return true;
  }

  subscribe(filter: string, handler: (message: BusMessage) => void): () => void {
    const full = this.#base + filter;
    const handlers = this.#handlers.get(full) ?? new Set();
    if (handlers.size === 0 && this.#online) this.#client?.subscribe(full, { qos: 1 });
    handlers.add(handler);
    this.#handlers.set(full, handlers);
    this.#runIfNeeded();
    return () => {
      if (!handlers.delete(handler) || handlers.size > 0) return;
      this.#handlers.delete(full);
      if (this.#online) this.#client?.unsubscribe(full);
    };
  }

  #runIfNeeded(): void {
    if (this.#signal && !this.#running && this.#handlers.size > 0) this.#running = this.#run(this.#signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { time, random, log } = this.#options;
    let delays = backOff(random, siteBackOff);
    while (!signal.aborted) {
      this.#moved();
      const { reason, wasOnline } = await this.#connection(signal);
      if (signal.aborted) return;
      if (this.#protocol === 5 && isVersionRefusal(reason)) {
        this.#protocol = 4;
        continue;
      }
      if (wasOnline) delays = backOff(random, siteBackOff);
      const { code, message } = isTiskiError(reason)
        ? reason
        : { code: undefined, message: messageOf(reason) };
      log.warn({ code, error: message }, 'no connection to the broker of the site');
      this.#moved();
      await sleep(time, delays.next().value, 'bus back-off', signal).catch(() => undefined);
    }
  }

  /** One connection from its beginning to its end; resolves with what ended it. */
  async #connection(signal: AbortSignal): Promise<Ended> {
    const { time, url, credentials } = this.#options;
    const enough = new AbortController();
    const patience = time.after(limits.connect, 'bus connect', () =>
      enough.abort(new TiskiError('link-silent', 'no answer')),
    );
    let opened: BrokerClient;
    try {
      const present = credentials();
      const wire = { url, credentials: present, time };
      const attempt = AbortSignal.any([signal, enough.signal]);
      opened = await mqttClient(wire, this.#clientOptions(present), attempt);
    } catch (reason) {
      return { reason, wasOnline: false };
    } finally {
      patience.cancel();
    }
    const { reason, wasOnline } = await this.#life(opened.client, signal);
    if (wasOnline || signal.aborted || !isTiskiError(reason)) return { reason, wasOnline };
    return { reason: await opened.reasonOf(reason, signal), wasOnline };
  }

  /** Resolves with what ended the client. */
  #life(client: MqttClient, signal: AbortSignal): Promise<Ended> {
    return new Promise(resolve => {
      this.#client = client;
      let reason: unknown;
      let wasOnline = false;
      const end = (why: unknown) => {
        reason ??= why;
        client.end(true);
      };
      const watch = this.#watch(client, end);
      const aborted = () => {
        reason ??= signal.reason;
        client.end(!this.#online);
      };
      signal.addEventListener('abort', aborted, { once: true });
      client.on('error', error => end(explained(error)));
      client.on('message', (topic, payload) => this.#receive(topic, payload));
      client.on('connect', () => {
        client.subscribe([...this.#handlers.keys()], { qos: 1 }, error => {
          if (error) end(new TiskiError('link-refused', messageOf(error)));
          else if (!signal.aborted) {
            wasOnline = true;
            this.#cameOnline();
          }
        });
      });
      client.once('close', () => {
        watch.cancel();
        signal.removeEventListener('abort', aborted);
        this.#wentOffline();
        resolve({
          reason: reason ?? new TiskiError('link-unreachable', 'closed by the other side'),
          wasOnline,
        });
      });
      if (signal.aborted) aborted();
    });
  }

  /** Ends a connection on which nothing is heard; the broker answers each ping. */
  #watch(client: MqttClient, end: (why: TiskiError) => void): AwakeClock {
    const clock = new AwakeClock(this.#options.time, 'bus ping');
    let lastHeard = clock.now();
    client.on('packetreceive', () => {
      this.#moved();
      lastHeard = clock.now();
    });
    const look = () => {
      const patience = client.connected ? limits.silence : limits.connect;
      if (clock.now() - lastHeard >= patience) end(new TiskiError('link-silent'));
      else if (client.connected) client.sendPing();
      clock.wakeAt(clock.now() + limits.ping, look);
    };
    clock.wakeAt(clock.now() + limits.ping, look);
    return clock;
  }

  #moved(): void {
    this.#movedAt = this.#options.time.monotonic();
  }

  #cameOnline(): void {
    const { status } = this.#options;
    this.#online = true;
    if (status) void this.#sayStatus(status, 'online');
    this.events.emit('online');
  }

  #wentOffline(): void {
    this.#client = undefined;
    if (!this.#online) return;
    this.#online = false;
    this.events.emit('offline');
  }

  /** Resolves when the broker has it, or will not take it in time. */
  #sayStatus({ topic, message }: RetainedStatus, state: 'online' | 'offline'): Promise<void> {
    const client = this.#client;
    if (!client || !this.#online) return Promise.resolve();
    return new Promise(resolve => {
      const patience = this.#options.time.after(limits.goodbye, 'bus last word', resolve);
      client.publish(this.#base + topic, message(state), { qos: 1, retain: true }, () => {
        patience.cancel();
        resolve();
      });
    });
  }

  #receive(topic: string, payload: Buffer): void {
    const message = { topic: topic.slice(this.#base.length), payload };
    for (const [filter, handlers] of this.#handlers) {
      if (!matches(topic, filter)) continue;
      for (const handler of [...handlers]) handler(message);
    }
  }

  #clientOptions(credentials: Credentials): IClientOptions {
    const { clientId, status } = this.#options;
    return {
      ...loginOf(credentials),
      clientId,
      protocolVersion: this.#protocol,
      clean: true,
      keepalive: limits.keepAlive,
      timerVariant: 'native',
      connectTimeout: 2 * limits.connect,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      ...(status && {
        will: {
          topic: this.#base + status.topic,
          payload: Buffer.from(status.message('offline')),
          qos: 1,
          retain: true,
        },
      }),
    };
  }
}

/** Filters here are a topic, or one that ends with `/#`. */
function matches(topic: string, filter: string): boolean {
  return filter.endsWith('/#') ? topic.startsWith(filter.slice(0, -1)) : topic === filter;
}
