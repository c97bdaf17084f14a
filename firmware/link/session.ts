import type { IClientOptions, IConnackPacket, IPublishPacket, MqttClient } from 'mqtt';
import { AwakeClock } from '../../hal/platform/awake-clock';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { type Credentials, loginOf } from './credentials';
import { explained } from './explained';
import { mqttClient } from './mqtt-client';

/** 5 for MQTT 5, 4 for MQTT 3.1.1. */
export type Protocol = 4 | 5;

export interface Incoming {
  readonly topic: string;
  readonly payload: Buffer;
  /** Kept by the broker from some earlier time, not sent now. */
  readonly retained: boolean;
  /** Tells the broker that the message has been dealt with. To be called once; a closed connection makes it do nothing. */
  readonly acknowledge: () => void;
}

export interface Outgoing {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly contentType: string;
  /** Called in the place of `acknowledged` if the broker's rules do not allow it (MQTT 5); without it the connection ends. */
  readonly refused?: (reason: string) => void;
}

export interface SessionOptions {
  readonly url: string;
  readonly clientId: string;
  readonly protocol: Protocol;
  readonly credentials: Credentials;
  readonly will: Outgoing;
  /** Topic filters, QoS 1. */
  readonly subscriptions: readonly string[];
  /** The same, for what the broker retains as well: a desired state. */
  readonly desired: readonly string[];
  readonly time: Time;
  /** Called before the first message, so that nobody has to wait for a promise to take it. */
  readonly onOpen: (session: Session) => void;
  readonly onMessage: (message: Incoming) => void;
  /** The broker acknowledged something, so there is room for more. @param after ms since it was sent */
  readonly onRoom: (after: number) => void;
  /** The connection ended by itself, once; never after `close`. */
  readonly onClosed: (reason: TiskiError) => void;
}

export const sessionLimits = {
  /** Seconds; a dead connection is noticed after at most one and a half times this. */
  keepAlive: 20,
  /** From the attempt to the broker's CONNACK, ms. */
  connect: 10_000,
  /** Without an acknowledgement although one is due, ms: the connection is half open. */
  silence: 15_000,
  /** Messages under way to the broker at most; a broker may allow fewer. */
  window: 64,
  /** How long the broker keeps commands for a box that is away, seconds. Old ones are refused, but with a reply. */
  sessionExpiry: 86_400,
  /** Largest packet that the broker may send, bytes (MQTT 5 only). */
  packet: 262_144,
} as const;

/** Given to mqtt.js in the place of an error: it then goes on reading and leaves the acknowledgement to us. */
const acknowledgedLater = new Error('acknowledged later');

/**
 * One connection to the broker, from CONNECT to its end; a new one is a new session object, so that nothing of mqtt.js's memory
 * (messages under way, subscriptions, its own reconnecting) outlives a connection.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #client: MqttClient;
  /** A program that was stopped heard nothing either: that is no silence of the broker. */
  readonly #watch: AwakeClock;
  readonly #window: number;
  readonly #retains: boolean;
  /** Whether the broker knew this appliance and kept its commands. */
  readonly present: boolean;
  #underWay = 0;
  /** By the clock of the watch: since when an acknowledgement is due. */
  #dueSince = 0;
  #lastHeard: number;
  #reason: TiskiError | undefined;
  #onSettled: (() => void) | undefined;
  #open = true;

  private constructor(options: SessionOptions, client: MqttClient, connack: IConnackPacket) {
    const { time } = options;
    this.#options = options;
    this.#client = client;
    this.present = connack.sessionPresent;
    this.#window = Math.min(sessionLimits.window, connack.properties?.receiveMaximum ?? sessionLimits.window);
    this.#retains = connack.properties?.retainAvailable ?? true;
    this.#lastHeard = time.monotonic();
    this.#watch = new AwakeClock(time, 'link silence');
    this.#watchOn();
    client.on('packetreceive', () => {
      this.#lastHeard = time.monotonic();
    });
    client.on('disconnect', ({ reasonCode }) => {
      this.#reason ??= new TiskiError('link-refused', `disconnected with reason ${reasonCode ?? 0}`);
    });
    client.on('error', error => this.#fail(explained(error)));
    client.on('close', () => this.#closed());
    this.#subscribe();
  }

  /**
   * Connects and subscribes.
   * @throws TiskiError of the way there (`openWire`), `link-refused`, `link-not-mqtt`, `link-silent`, or the signal's reason
   */
  static async open(options: SessionOptions, signal: AbortSignal): Promise<void> {
    const { time } = options;
    const enough = new AbortController();
    const patience = time.after(sessionLimits.connect, 'link connect', () =>
      enough.abort(new TiskiError('link-silent', 'no answer to CONNECT')),
    );
    const attempt = AbortSignal.any([signal, enough.signal]);
    try {
      const { client, reasonOf } = await mqttClient(options, clientOptions(options), attempt);
      try {
        await Session.#greeted(options, client, attempt);
      } catch (error) {
        throw isTiskiError(error) ? await reasonOf(error, attempt) : error;
      }
    } finally {
      patience.cancel();
    }
  }

  /** Resolves when the broker has accepted the client and the session has been told. */
  static #greeted(options: SessionOptions, client: MqttClient, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      // Messages can arrive in the same read as the CONNACK: they wait here for the session that will take them.
      let session: Session | undefined;
      const early: Parameters<Session['receive']>[] = [];
      client.handleMessage = (packet, callback) => {
        if (session) session.receive(packet, callback);
        else early.push([packet, callback]);
      };
      let reason: unknown;
      const failed = (error: unknown) => {
        reason ??= error;
        client.end(true);
      };
      const ended = () => give(() => reject(reason ?? new TiskiError('link-unreachable', 'closed')));
      const aborted = () => failed(signal.reason);
      const give = (settle: () => void) => {
        client.off('close', ended);
        client.off('connect', connected);
        signal.removeEventListener('abort', aborted);
        settle();
      };
      const connected = (connack: IConnackPacket) =>
        give(() => {
          session = new Session(options, client, connack);
          options.onOpen(session);
          resolve();
          for (const [packet, callback] of early.splice(0)) session.receive(packet, callback);
        });
      client.on('error', error => failed(explained(error)));
      client.on('close', ended);
      client.on('connect', connected);
      signal.addEventListener('abort', aborted, { once: true });
      if (signal.aborted) aborted();
    });
  }

  /** Messages that may be sent now. */
  get room(): number {
    return this.#open ? this.#window - this.#underWay : 0;
  }

  /** Messages sent that the broker has not acknowledged. */
  get underWay(): number {
    return this.#underWay;
  }

  /** When the broker was last heard, monotonic ms. */
  get lastHeard(): number {
    return this.#lastHeard;
  }

  /** Sends with QoS 1. `acknowledged` is called once the broker has it, never if the connection ends before. */
  publish({ topic, payload, retain, contentType, refused }: Outgoing, acknowledged: () => void): void {
    if (!this.#open) return;
    if (this.#underWay === 0) this.#dueSince = this.#watch.now();
    this.#underWay += 1;
    const properties = { contentType, payloadFormatIndicator: true };
    const sent = this.#options.time.monotonic();
    this.#client.publish(topic, payload, { qos: 1, retain: retain && this.#retains, properties }, error => {
      if (!this.#open) return;
      if (error && !refused)
        return this.#fail(new TiskiError('link-refused', `${topic}: ${messageOf(error)}`));
      this.#underWay -= 1;
      this.#dueSince = this.#watch.now();
      if (error) refused?.(messageOf(error));
      else acknowledged();
      if (this.#underWay === 0) this.#onSettled?.();
      this.#options.onRoom(this.#options.time.monotonic() - sent);
    });
  }

  /** For mqtt.js. */
  receive(packet: IPublishPacket, callback: (error?: Error) => void): void {
    const { topic, payload, retain, qos, messageId } = packet;
    const acknowledge = () => {
      if (this.#open && qos === 1 && messageId !== undefined) this.#acknowledge(messageId);
    };
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    this.#options.onMessage({ topic, payload: bytes, retained: retain, acknowledge });
    callback(qos === 1 ? acknowledgedLater : undefined);
  }

  /** Resolves when the broker has acknowledged all that was sent, or the connection ended, at the latest after `patience` ms. */
  settled(patience: number): Promise<void> {
    if (!this.#open || this.#underWay === 0) return Promise.resolve();
    return new Promise(resolve => {
      const timer = this.#options.time.after(patience, 'link last words', resolve);
      this.#onSettled = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  /** Says goodbye, so that the broker sends no will. Resolves when the connection is gone, at the latest after `patience` ms. */
  close(patience: number): Promise<void> {
    this.#end();
    if (this.#client.stream.destroyed) return Promise.resolve();
    return new Promise(resolve => {
      const timer = this.#options.time.after(patience, 'link goodbye', () => this.#client.stream.destroy());
      this.#client.once('close', () => {
        timer.cancel();
        resolve();
      });
      // With something unacknowledged mqtt.js would wait for ever before it says goodbye.
      if (this.#client.connected && this.#underWay === 0) this.#client.end(false);
      else this.#client.stream.destroy();
    });
  }

  #subscribe(): void {
    const { subscriptions, desired } = this.#options;
    // rh 2: no retained messages, which only MQTT 5 can ask for.
    const map = Object.fromEntries([
      ...subscriptions.map(filter => [filter, { qos: 1 as const, rh: 2 }] as const),
      ...desired.map(filter => [filter, { qos: 1 as const, rh: 0 }] as const),
    ]);
    this.#client.subscribe(map, error => {
      if (error) this.#fail(new TiskiError('link-refused', messageOf(error)));
    });
  }

  /**
   * PUBACK by hand (MQTT 5 and 3.1.1, section 3.4; reason "success" has no byte of its own): mqtt.js would either acknowledge
   * before the command is carried out or read nothing else until then.
   */
  #acknowledge(messageId: number): void {
    this.#client.stream.write(Buffer.from([0x40, 0x02, messageId >> 8, messageId & 0xff]));
  }

  #watchOn(): void {
    this.#watch.wakeAt(this.#watch.now() + sessionLimits.silence / 3, () => {
      const isSilent = this.#underWay > 0 && this.#watch.now() - this.#dueSince >= sessionLimits.silence;
      if (isSilent) this.#fail(new TiskiError('link-silent', 'no acknowledgement'));
      else this.#watchOn();
    });
  }

  #fail(reason: TiskiError): void {
    if (!this.#open) return;
    this.#reason ??= reason;
    this.#client.end(true);
  }

  #closed(): void {
    if (!this.#open) return;
    this.#end();
    this.#options.onClosed(this.#reason ?? new TiskiError('link-unreachable', 'closed by the other side'));
  }

  #end(): void {
    this.#open = false;
    this.#watch.cancel();
    this.#onSettled?.();
  }
}

function clientOptions(options: SessionOptions): IClientOptions {
  const { credentials, clientId, protocol, will } = options;
  const { topic, payload, retain, contentType } = will;
  return {
    ...loginOf(credentials),
    clientId,
    protocolVersion: protocol,
    clean: false,
    keepalive: sessionLimits.keepAlive,
    timerVariant: 'native',
    // Ours comes first: it runs by the injected time.
    connectTimeout: 2 * sessionLimits.connect,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: {
      topic,
      payload: Buffer.from(payload),
      qos: 1,
      retain,
      ...(protocol === 5 && { properties: { contentType, payloadFormatIndicator: true } }),
    },
    ...(protocol === 5 && {
      properties: {
        sessionExpiryInterval: sessionLimits.sessionExpiry,
        receiveMaximum: sessionLimits.window,
        maximumPacketSize: sessionLimits.packet,
      },
    }),
  };
}
