import { EventEmitter } from 'node:events';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { TiskiError } from '../../hal/platform/error';
import type { Timer } from '../../hal/platform/time';
import { neighbourDevices } from '../config/neighbour-names';
import { satellitesOf } from '../config/satellites-of-site';
import type { Site } from '../config/site';
import type { Committed } from '../journal/journal';
import { mostReportBytes } from '../places/ring-reports';
import type { ServiceEvent } from '../servicepoint/events';
import { Backlog } from './backlog';
import { CertificateWatch } from './certificate-watch';
import { cloudEvent, eventContentType, familyOf } from './cloud-event';
import { CommandDesk } from './command-desk';
import { Connection } from './connection';
import { credentialsOf } from './credentials';
import { sinceLastContact } from './last-contact';
import type { LinkOptions } from './link-options';
import { LinkQuality } from './link-quality';
import type { StatusMessage } from './messages';
import { OtherPrograms } from './other-programs';
import { type Numbered, Outbox } from './outbox';
import { type Present, presentMessages } from './present';
import { ReplyQueue } from './reply-queue';
import { replyToResend, resendCommand } from './resend';
import { RetainedState } from './retained-state';
import type { Incoming, Outgoing, Session } from './session';
import { clientIdOf, Topics } from './topics';

export interface LinkStatus {
  readonly state: 'online' | 'offline';
  /** Wall time, ms. */
  readonly since: number;
  /** Why it is offline; absent before the first attempt has ended. */
  readonly code?: CatalogueCode;
  readonly detail?: string;
  /** Spoken with the broker; absent while offline. */
  readonly protocol?: '5' | '3.1.1';
  /** Facts that the broker is not known to have. What counts is this, not "online". */
  readonly behind: number;
}

export interface LinkEvents {
  /** Online, offline, or offline for another reason. */
  status: [status: LinkStatus];
}

/** What changes with time alone, such as a service that opens, is looked at so often, ms. */
const refreshEvery = 15_000;

/** The present is told so long after a commit, ms: events go first, and a burst of them changes it once. */
const settle = 5;

/** Between two times that the present is made after commits, ms: amid a burst it would be made for every ticket, while the printer waits. */
const presentPace = 50;

/** Messages under way that events leave to replies and state. */
const reserved = 4;

/** For the last words and for the goodbye, ms each. */
const patience = 2_000;

/** Reports to the broker and takes its commands (contract.md, "MQTT"). The box never waits for it. */
export class Link {
  readonly events = new EventEmitter<LinkEvents>();
  readonly #options: LinkOptions;
  readonly #topics: Topics;
  readonly #connection: Connection;
  readonly #certificates: CertificateWatch;
  readonly #quality: LinkQuality;
  readonly #backlog: Backlog;
  readonly #desk: CommandDesk;
  readonly #outbox: Outbox;
  readonly #retained = new RetainedState();
  readonly #replies = new ReplyQueue();
  readonly #others: OtherPrograms | undefined;
  #session: Session | undefined;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #refresh: Timer | undefined;
  #settling: Timer | undefined;
  #status: Omit<LinkStatus, 'behind'> = { state: 'offline', since: 0 };
  /** What this connection has said about itself. */
  #said = '';
  /** Whether that came back: what the broker says of this box after it is news. */
  #heardItself = false;
  /** Monotonic ms. */
  #lastHeard: number | undefined;
  #presentDue = false;
  /** When it was last made, monotonic ms. */
  #presentAt = Number.NEGATIVE_INFINITY;
  #droppedRingReports = 0;

  constructor(options: LinkOptions) {
    const { runtime, site, time, log, random, stateDir } = options;
    this.#options = options;
    this.#topics = new Topics(site.site, site.appliance);
    this.#outbox = new Outbox(runtime.journal);
    this.#backlog = new Backlog(time);
    this.#quality = new LinkQuality(time);
    this.#desk = new CommandDesk({
      runtime,
      time,
      log,
      reply: (message, sent) => {
        this.#replies.add(this.#json(this.#topics.reply(message.id), message), sent);
        this.#replies.pump(this.#session);
      },
    });
    if (stateDir !== undefined)
      this.#others = new OtherPrograms({ ...options, stateDir, present: () => this.#presentNow() });
    const onChange = () => this.refresh();
    this.#certificates = new CertificateWatch({ files: site.mqtt ?? {}, time, log, onChange });
    this.#connection = new Connection({
      time,
      log,
      random,
      session: () => this.#sessionOptions(site.mqtt),
      onOpen: session => this.#opened(session),
      onClosed: reason => this.#closed(reason),
    });
  }

  get status(): LinkStatus {
    return { ...this.#status, behind: this.#outbox.behind };
  }

  /** What will keep it from its next connection, and what is wrong with those that it gets. */
  get warnings(): readonly string[] {
    return [...this.#certificates.warnings, ...this.#quality.warnings];
  }

  /** Whether it stands still: not offline, which is an answer, but without a next step. */
  get hung(): boolean {
    return this.#connection.hung;
  }

  /** Begins to connect; returns at once. */
  start(signal: AbortSignal): void {
    const { runtime, time, site } = this.#options;
    if (!site.mqtt) return;
    this.#stopping = new AbortController();
    this.#status = { state: 'offline', since: time.now() };
    runtime.events.on('told', this.#committed);
    this.#refresh = time.every(refreshEvery, 'link refresh', () => this.refresh());
    this.#certificates.start();
    this.#others?.start(signal);
    this.#running = this.#connection.run(AbortSignal.any([signal, this.#stopping.signal]));
  }

  /** Says offline, ends the connection cleanly and undoes everything; takes at most a few seconds. */
  async stop(): Promise<void> {
    this.#options.runtime.events.off('told', this.#committed);
    this.#refresh?.cancel();
    this.#settling?.cancel();
    this.#settling = undefined;
    this.#certificates.stop();
    this.#desk.stop();
    this.#outbox.close();
    const session = this.#session;
    this.#session = undefined;
    this.#stopping.abort();
    await this.#running;
    await this.#others?.stop();
    if (!session) return;
    this.#status = { state: 'offline', since: this.#options.time.now() };
    session.publish(this.#statusMessage('offline', this.#status.since), () => undefined);
    await session.settled(patience);
    await session.close(patience);
  }

  /** Publishes what has changed in the present state. Commits do this by themselves; a change of the box's health does not. */
  refresh(): void {
    this.#presentDue = true;
    this.#others?.refresh();
    this.#pump();
  }

  readonly #committed = (facts: readonly Committed<ServiceEvent>[]): void => {
    this.#outbox.committed(facts);
    this.#presentDue = true;
    this.#settle();
  };

  #settle(): void {
    const { time } = this.#options;
    const pause = Math.max(settle, this.#presentAt + presentPace - time.monotonic());
    this.#settling ??= time.after(pause, 'link state', () => {
      this.#settling = undefined;
      this.#others?.refresh();
      this.#pump();
    });
  }

  #opened(session: Session): void {
    const { time, site, runtime, clockSynced = () => true } = this.#options;
    const away =
      this.#lastHeard === undefined
        ? sinceLastContact(runtime.journal, time, clockSynced)
        : time.monotonic() - this.#lastHeard;
    this.#backlog.connected(session.present, away);
    this.#certificates.look();
    this.#session = session;
    this.#status = {
      state: 'online',
      since: time.now(),
      protocol: this.#connection.protocol === 5 ? '5' : '3.1.1',
    };
    const status = this.#statusMessage('online', this.#status.since);
    this.#said = status.payload;
    this.#heardItself = false;
    session.publish(status, () => undefined);

    this.#others?.opened(session);
    this.#retained.forget();
    this.#presentDue = true;
    const { epoch } = runtime.journal;
    const origin = { site: site.site, appliance: site.appliance, epoch };
    this.#outbox.open({
      room: () => session.room - reserved,
      send: (numbered, acknowledged) => session.publish(this.#event(numbered, origin), acknowledged),
    });
    this.#options.log.info(
      { protocol: this.#status.protocol, behind: this.#outbox.behind },
      'connected to the broker',
    );
    this.#tell();
    this.#pump();
  }

  #closed({ code, message }: TiskiError): void {
    const { time } = this.#options;
    const since = this.#status.state === 'online' ? time.now() : this.#status.since;
    const changed = this.#status.code !== code;
    this.#lastHeard = this.#session?.lastHeard ?? this.#lastHeard;
    if (this.#session) this.#quality.lost();
    this.#session = undefined;
    this.#outbox.close();
    this.#replies.clear();
    this.#status = { state: 'offline', since, code, detail: message };
    if (changed) this.#tell();
  }

  /** Sends what may be sent: answers that someone waits for, the present, then the events. */
  #pump(): void {
    const session = this.#session;
    if (!session) return;
    this.#replies.pump(session);
    this.#publishPresent(session);
    this.#outbox.pump();
  }

  /** Not before it has settled, however many acknowledgements make room in between: to make all of it anew is dear. */
  #publishPresent(session: Session): void {
    const present = this.#presentDue && !this.#settling ? this.#presentNow() : undefined;
    if (!present) return;
    this.#presentAt = this.#options.time.monotonic();
    this.#presentDue = !this.#retained.publish(this.#present(present), session);
    if (this.#presentDue) this.#settle();
  }

  /** Nothing while commands wait for their commit: they have changed the state in memory already, and what is shown must be on disk. */
  #presentNow(): Present | undefined {
    const {
      runtime,
      site,
      version,
      time,
      boxHealth = () => ({ health: 'unknown', code: 'device-not-started', warnings: [] }),
      healthDetail,
    } = this.#options;
    if (runtime.journal.waiting > 0) return undefined;
    const box = boxHealth();
    return {
      state: runtime.state,
      rules: runtime.rules,
      devices: [
        ...Object.keys(site.devices),
        ...(site.bookings?.calendars ?? []).map(({ id }) => id),
        ...neighbourDevices(site),
      ],
      smileys: site.smileys ?? [],
      satellites: satellitesOf(site),
      ...healthDetail,
      box: { ...box, warnings: [...box.warnings, ...this.warnings].slice(0, 8) },
      version,
      at: time.now(),
    };
  }

  *#present(present: Present): Generator<[topic: string, body: object]> {
    const { acceptance, configuration, update } = this.#options;
    if (acceptance) yield [this.#topics.acceptance, acceptance];
    if (update) yield [this.#topics.updateReported, update.reported];
    if (configuration) yield [this.#topics.configReported, configuration.reported];
    yield* presentMessages(present, this.#topics);
  }

  #received({ topic, payload, retained, acknowledge }: Incoming): void {
    const session = this.#session;
    if (!session) return;
    const name = this.#topics.commandOf(topic);
    if (name === resendCommand) {
      this.#resend(payload, acknowledge);
      return;
    }
    if (name !== undefined) {
      const stale = retained || this.#backlog.isStale();
      this.#desk.take({ name, payload, stale, acknowledge });
      return;
    }
    const desk = this.#deskOf(topic);
    if (desk) {
      void desk.take(payload).then(acknowledge);
      return;
    }
    acknowledge();
    const device = this.#topics.ringDeviceOf(topic);
    if (device !== undefined) {
      this.#ringReported(device, payload, retained);
      return;
    }
    if (topic !== this.#topics.status || retained) return;
    const text = payload.toString('utf8');
    if (text === this.#said) this.#backlog.fence();
    // A will that came late, or another hand: whoever reads the status must not believe that the box is gone.
    else if (this.#heardItself)
      session.publish(this.#statusMessage('online', this.#status.since), () => undefined);
    this.#heardItself ||= text === this.#said;
  }

  /** Who takes what is desired. */
  #deskOf(topic: string): { take(payload: Buffer): Promise<void> } | undefined {
    const { configuration, update } = this.#options;
    if (topic === this.#topics.configDesired) return configuration;
    return topic === this.#topics.updateDesired ? update : undefined;
  }

  #resend(payload: Buffer, acknowledge: () => void): void {
    const reply = replyToResend(payload, this.#outbox, this.#options.runtime.journal.epoch);
    this.#options.log.info({ ...reply }, 'asked to send events again');
    if (reply) this.#replies.add(this.#json(this.#topics.reply(reply.id), reply), acknowledge);
    else acknowledge();
    this.#pump();
  }

  /** An old ring must not light a lamp: what the broker kept is dropped, as is what is no report. */
  #ringReported(device: string, payload: Buffer, retained: boolean): void {
    const { ringReports, log } = this.#options;
    const isFit = !retained && !this.#backlog.isStale() && payload.length <= mostReportBytes;
    if (isFit && ringReports?.take(device, parsed(payload))) return;
    this.#droppedRingReports += 1;
    log.warn({ device, dropped: this.#droppedRingReports }, 'report of ringing dropped');
  }

  #sessionOptions(mqtt: Site['mqtt']) {
    if (!mqtt) throw new TiskiError('link-unreachable', 'the site file names no broker');
    const {
      site,
      credentials = () => credentialsOf(mqtt),
      ringReports,
      configuration,
      update,
    } = this.#options;
    const hasReports = ringReports !== undefined && ringReports.names.length > 0;
    return {
      url: mqtt.url,
      clientId: clientIdOf(site.site, site.appliance),
      credentials: credentials(),
      will: this.#statusMessage('offline', this.#options.time.now()),
      subscriptions: [
        this.#topics.commands,
        this.#topics.status,
        ...(hasReports ? [this.#topics.ringReports] : []),
      ],
      desired: [
        ...(configuration ? [this.#topics.configDesired] : []),
        ...(update ? [this.#topics.updateDesired] : []),
      ],
      onMessage: (message: Incoming) => this.#received(message),
      onRoom: (after: number) => {
        this.#quality.answered(after);
        this.#pump();
      },
    };
  }

  #statusMessage(state: StatusMessage['state'], since: number): Outgoing {
    const { version } = this.#options;
    return this.#json(this.#topics.status, { state, since: new Date(since).toISOString(), version }, true);
  }

  #event(numbered: Numbered, origin: Parameters<typeof cloudEvent>[1]): Outgoing {
    const { clockSynced = () => true } = this.#options;
    const clock = clockSynced(numbered.fact.sequence) ? 'synced' : 'unsynced';
    return {
      topic: this.#topics.event(familyOf(numbered.fact.event)),
      payload: JSON.stringify(cloudEvent(numbered, origin, clock)),
      retain: false,
      contentType: eventContentType,
    };
  }

  #json(topic: string, body: object, retain = false): Outgoing {
    return { topic, payload: JSON.stringify(body), retain, contentType: 'application/json' };
  }

  #tell(): void {
    this.events.emit('status', this.status);
  }
}

/** Nothing for what is no JSON. */
function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
