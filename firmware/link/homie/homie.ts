import { messageOf } from '../../../hal/platform/error';
import type { Log } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import type { Site } from '../../config/site';
import { nameIn } from '../../texts/name-in';
import { usualLanguage } from '../../texts/usual-language';
import { Announced } from '../announced';
import { Connection } from '../connection';
import type { Credentials } from '../credentials';
import { type Present, presentMessages } from '../present';
import type { Incoming, Outgoing, Session } from '../session';
import { clientIdOf, type StateKind, Topics } from '../topics';
import { descriptionOf, digestOf, versionOf } from './description';
import { type Bodies, boxNode, type Node, nodeOf } from './properties';

export interface HomieOptions {
  readonly site: Site;
  /** The first level of its topics. */
  readonly domain: string;
  readonly stateDir: string;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1). */
  readonly random: () => number;
  readonly credentials: () => Credentials;
  /** What is true and on disk; nothing while something is on its way there. */
  readonly present: () => Present | undefined;
}

/** For the last words and for the goodbye, ms each. */
const patience = 2_000;

/**
 * The box as a device of the Homie convention 5. Its connection is its own: the convention wants `lost` as the will of a device, and the
 * one will of the link's connection says `offline` at the box's own status.
 */
export class Homie {
  readonly #options: HomieOptions;
  readonly #base: string;
  readonly #topics: Topics;
  readonly #announced: Announced;
  readonly #connection: Connection;
  readonly #told = new Map<string, string>();
  /** Topics of an earlier description that this one does not have. */
  #leftovers: readonly string[] = [];
  /** Of this connection. */
  #description: 'due' | 'saving' | 'said' = 'due';
  #session: Session | undefined;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: HomieOptions) {
    const { site, domain, stateDir, time, log, random } = options;
    this.#options = options;
    this.#base = `${domain}/5/${clientIdOf(site.site, site.appliance)}`;
    this.#topics = new Topics(site.site, site.appliance);
    this.#announced = new Announced(stateDir, 'homie');
    this.#connection = new Connection({
      time,
      log,
      random,
      session: () => this.#sessionOptions(),
      onOpen: session => this.#opened(session),
      onClosed: () => this.#closed(),
    });
  }

  get #state(): string {
    return `${this.#base}/$state`;
  }

  /** Begins to connect; returns at once. */
  start(signal: AbortSignal): void {
    this.#stopping = new AbortController();
    const stopped = AbortSignal.any([signal, this.#stopping.signal]);
    this.#running = this.#announced.load().then(() => this.#connection.run(stopped));
  }

  /** Says `disconnected` and ends the connection; takes at most a few seconds. */
  async stop(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#stopping.abort();
    await this.#running;
    if (!session) return;
    session.publish(this.#message(this.#state, 'disconnected'), () => undefined);
    await session.settled(patience);
    await session.close(patience);
  }

  /** Publishes what has changed. */
  refresh(): void {
    const session = this.#session;
    const present = session && this.#options.present();
    if (!session || !present) return;
    if (this.#description === 'due') this.#describe(session, present);
    if (this.#description !== 'said') return;
    for (const [topic, value] of valuesOf(this.#nodes(present)))
      if (!this.#say(session, `${this.#base}/${topic}`, value)) return;
    for (const topic of this.#leftovers) if (!this.#say(session, topic, '')) return;
    this.#say(session, this.#state, 'ready', () => this.#complete());
  }

  #opened(session: Session): void {
    this.#session = session;
    this.#told.clear();
    this.#description = 'due';
    session.publish(this.#message(this.#state, 'init'), () => undefined);
    this.refresh();
  }

  #closed(): void {
    this.#session = undefined;
  }

  /** Before the first value: what it means. What an earlier description had and this one has not is taken back. */
  #describe(session: Session, present: Present): void {
    const { site, time, log } = this.#options;
    const nodes = this.#nodes(present);
    const description = descriptionOf(nameIn(site.name, usualLanguage(site), site.languages), nodes);
    const digest = digestOf(description);
    const version = versionOf(digest, this.#announced, time.now());
    const topics = this.#topicsOf(nodes);
    this.#leftovers = this.#announced.topics.filter(topic => !topics.includes(topic));
    this.#description = 'saving';
    const described = this.#message(
      `${this.#base}/$description`,
      JSON.stringify({ ...description, version }),
    );
    this.#announced
      .save({ topics: [...topics, ...this.#leftovers], digest, version })
      .catch(error => log.warn({ error: messageOf(error) }, 'Homie topics not remembered'))
      .then(() => {
        if (this.#session !== session) return;
        session.publish(described, () => undefined);
        this.#description = 'said';
        this.refresh();
      });
  }

  /** Everything is at the broker, and what was taken back is gone. */
  #complete(): void {
    if (this.#leftovers.length === 0) return;
    const { digest, version } = this.#announced;
    const topics = this.#announced.topics.filter(topic => !this.#leftovers.includes(topic));
    this.#leftovers = [];
    this.#announced
      .save({ topics, ...(digest !== undefined && { digest }), ...(version !== undefined && { version }) })
      .catch(error => this.#options.log.warn({ error: messageOf(error) }, 'Homie topics not remembered'));
  }

  /** @returns false when there was no room for it */
  #say(session: Session, topic: string, payload: string, acknowledged = () => {}): boolean {
    if (this.#told.get(topic) === payload) return true;
    if (session.room <= 0) return false;
    session.publish(this.#message(topic, payload), acknowledged);
    this.#told.set(topic, payload);
    return true;
  }

  /** The will of a connection before this one may come late; whoever reads it must not believe that the box is lost. */
  #received({ topic, payload, acknowledge }: Incoming): void {
    acknowledge();
    if (topic !== this.#state || payload.toString('utf8') !== 'lost' || !this.#told.has(topic)) return;
    this.#told.delete(topic);
    this.refresh();
  }

  #nodes(present: Present): Map<string, Node> {
    const { site } = this.#options;
    const nodes: [string, Node][] = [];
    for (const [topic, body] of presentMessages(present, this.#topics)) {
      const [level, kind, id] = topic.slice(this.#topics.base.length + 1).split('/');
      if (level === 'health') nodes.push(boxNode(body as Parameters<typeof boxNode>[0]));
      else if (level === 'state' && id !== undefined)
        nodes.push(nodeOf(kind as StateKind, id, body as Bodies[StateKind], site));
    }
    return new Map(nodes);
  }

  #topicsOf(nodes: ReadonlyMap<string, Node>): string[] {
    const values = [...valuesOf(nodes)].map(([topic]) => `${this.#base}/${topic}`);
    return [this.#state, `${this.#base}/$description`, ...values];
  }

  #sessionOptions() {
    const { site, credentials } = this.#options;
    return {
      url: site.mqtt?.url ?? '',
      clientId: `${clientIdOf(site.site, site.appliance)}-homie`,
      credentials: credentials(),
      will: this.#message(this.#state, 'lost'),
      subscriptions: [this.#state],
      desired: [],
      onMessage: (message: Incoming) => this.#received(message),
      onRoom: () => this.refresh(),
    };
  }

  #message(topic: string, payload: string): Outgoing {
    return { topic, payload, retain: true, contentType: 'text/plain' };
  }
}

function* valuesOf(nodes: ReadonlyMap<string, Node>): Generator<[topic: string, value: string]> {
  for (const [node, { properties }] of nodes)
    for (const [property, { value }] of Object.entries(properties)) yield [`${node}/${property}`, value];
}
