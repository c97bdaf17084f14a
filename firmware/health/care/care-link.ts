import { type CatalogueCode, catalogue } from '../../../hal/platform/catalogue';
import type { Log } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import type { Site } from '../../config/site';
import { Backlog } from '../../link/backlog';
import { CommandDesk } from '../../link/command-desk';
import { Connection } from '../../link/connection';
import { credentialsOf } from '../../link/credentials';
import type { DeviceState, HealthMessage, StatusMessage } from '../../link/messages';
import { ReplyQueue } from '../../link/reply-queue';
import type { Incoming, Outgoing, Session } from '../../link/session';
import { clientIdOf, Topics } from '../../link/topics';
import type { Reply, Request } from '../../runtime';
import type { CareAnswers } from './care-answers';
import type { CareSettings } from './care-settings';

export interface CareLinkOptions {
  readonly settings: CareSettings & { readonly mqtt: NonNullable<Site['mqtt']> };
  /** Why the box could not be started. */
  readonly cause: CatalogueCode;
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1); for the back-off. */
  readonly random: () => number;
  /** A full start was asked for; the asker has been answered. */
  readonly onRestart: () => void;
  /** What was said to commands; outlives the program. */
  readonly answers: CareAnswers;
}

/** For the last words and for the goodbye, ms each. */
const patience = 2_000;

/**
 * The link of a box that serves nobody: says so under the usual topics and takes one command, `restart`. It touches neither journal nor devices:
 * one of them may be why the box does not start.
 */
export class CareLink {
  readonly #options: CareLinkOptions;
  readonly #topics: Topics;
  readonly #connection: Connection;
  readonly #backlog: Backlog;
  readonly #desk: CommandDesk;
  readonly #replies = new ReplyQueue();
  readonly #since: string;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #session: Session | undefined;
  #asked = false;

  constructor(options: CareLinkOptions) {
    const { settings, time, log, random } = options;
    this.#options = options;
    this.#since = new Date(time.now()).toISOString();
    this.#topics = new Topics(settings.site, settings.appliance);
    this.#backlog = new Backlog(time);
    this.#desk = new CommandDesk({
      runtime: { execute: request => this.#execute(request), journal: this.#memory() },
      time,
      log,
      reply: (message, sent) => {
        this.#replies.add(this.#json(this.#topics.reply(message.id), message, false), sent);
        this.#replies.pump(this.#session);
        this.#restartIfAsked();
      },
    });
    this.#connection = new Connection({
      time,
      log,
      random,
      session: () => this.#sessionOptions(),
      onOpen: session => this.#opened(session),
      onClosed: () => {
        this.#session = undefined;
        this.#replies.clear();
      },
    });
  }

  get hung(): boolean {
    return this.#connection.hung;
  }

  /** Begins to connect; returns at once. */
  start(): void {
    this.#stopping = new AbortController();
    this.#running = this.#connection.run(this.#stopping.signal);
  }

  /** @param goodbye whether the box goes away; if not, it will say itself how it goes on. Takes at most a few seconds */
  async stop(goodbye: boolean): Promise<void> {
    this.#desk.stop();
    const session = this.#session;
    this.#session = undefined;
    this.#stopping.abort();
    await this.#running;
    if (!session) return;
    if (goodbye) session.publish(this.#status('offline'), () => undefined);
    await session.settled(patience);
    await session.close(patience);
  }

  #opened(session: Session): void {
    this.#session = session;
    this.#backlog.connected(session.present, undefined);
    session.publish(this.#status('online'), () => undefined);
    session.publish(this.#json(this.#topics.health, this.#health(), true), () => undefined);
    this.#publishDevices(session);
  }

  /** What the broker keeps of each device is from a time when somebody knew. */
  #publishDevices(session: Session): void {
    for (const device of this.#options.settings.devices) {
      const state: DeviceState = { device, ...unknownDevice };
      // Beyond the window of a broker the health message has to do.
      if (session.room <= 1) return;
      session.publish(this.#json(this.#topics.state('device', device), state, true), () => undefined);
    }
  }

  #received({ topic, payload, retained, acknowledge }: Incoming): void {
    const name = this.#topics.commandOf(topic);
    if (name !== undefined) {
      this.#desk.take({ name, payload, stale: retained || this.#backlog.isStale(), acknowledge });
      return;
    }
    acknowledge();
    if (topic === this.#topics.status && payload.toString('utf8') === this.#status('online').payload)
      this.#backlog.fence();
  }

  async #execute({ name, id = '' }: Request): Promise<Reply> {
    const known = this.#options.answers.replyTo(id);
    if (known !== undefined) return JSON.parse(known);
    const reply: Reply =
      name === 'restart'
        ? { ok: true, result: {} }
        : { ok: false, code: 'box-care', message: catalogue['box-care'].what };
    if (id !== '')
      await this.#options.answers.keep({ id, at: this.#options.time.now(), reply: JSON.stringify(reply) });
    this.#asked ||= name === 'restart';
    return reply;
  }

  #restartIfAsked(): void {
    if (!this.#asked) return;
    this.#asked = false;
    setImmediate(this.#options.onRestart);
  }

  /** In the place of the journal. */
  #memory() {
    const { answers } = this.#options;
    return {
      replyTo: (id: string) => answers.replyTo(id),
      append: async (_: readonly never[], reply?: Parameters<CareAnswers['keep']>[0]) => {
        if (reply) await answers.keep(reply);
      },
    };
  }

  #sessionOptions() {
    const { site, appliance, mqtt } = this.#options.settings;
    return {
      url: mqtt.url,
      clientId: clientIdOf(site, appliance),
      credentials: credentialsOf(mqtt),
      will: this.#status('offline'),
      subscriptions: [this.#topics.commands, this.#topics.status],
      desired: [],
      onMessage: (message: Incoming) => this.#received(message),
      onRoom: () => this.#replies.pump(this.#session),
    };
  }

  #status(state: StatusMessage['state']): Outgoing {
    const { version } = this.#options;
    const message: StatusMessage = { state, since: this.#since, version, code: 'box-care' };
    return this.#json(this.#topics.status, message, true);
  }

  #health(): HealthMessage {
    const { cause, version, settings } = this.#options;
    return {
      version,
      box: { health: 'failed', code: cause, warnings: [] },
      devices: Object.fromEntries(settings.devices.map(name => [name, unknownDevice])),
    };
  }

  #json(topic: string, body: object, retain: boolean): Outgoing {
    return { topic, payload: JSON.stringify(body), retain, contentType: 'application/json' };
  }
}

/** Nobody asks the devices in this mode. */
const unknownDevice: Omit<DeviceState, 'device'> = { health: 'unknown', code: 'box-care', warnings: [] };
