import { EventEmitter } from 'node:events';
import { Value } from '@sinclair/typebox/value';
import { type CatalogueCode, catalogue } from '../hal/platform/catalogue';
import { isTiskiError, messageOf } from '../hal/platform/error';
import type { Log } from '../hal/platform/log';
import type { Time, Timer } from '../hal/platform/time';
import { type Committed, Journal } from './journal/journal';
import { labelOfClock } from './servicepoint/box/clock-label';
import { type Command, commandSchemas, isCommandName } from './servicepoint/commands';
import type { Decision } from './servicepoint/decision';
import type { ServiceEvent } from './servicepoint/events';
import { nameOfClose } from './servicepoint/measures/name-of-close';
import { isPublished } from './servicepoint/publication';
import { actorFrom } from './servicepoint/rights/actor';
import type { Rules } from './servicepoint/rules';
import { ServicePoint } from './servicepoint/service-point';
import { restore, snapshot, snapshotFormat } from './servicepoint/snapshot';
import { isBoundary, standingOf } from './servicepoint/standing';
import type { ServicePointView } from './servicepoint/state';
import type { Channel } from './servicepoint/vocabulary';
import { classesOfWorth, worthOf } from './servicepoint/worth';

/** A command as it arrives from outside, unchecked. */
export interface Request {
  /** Chosen by the asker; a command with an id is carried out once, however often it arrives. */
  readonly id?: string;
  readonly name: string;
  readonly args: unknown;
  readonly channel: Channel;
  /** Who asks, such as `counter/1` (`rights/actor.ts`). What names no role has the rights of whoever the command is meant for. */
  readonly by?: string;
  /** Instant by the clock of the box after which it is not carried out any more, ms since 1970-01-01 UTC (product.md, "Stale input"). */
  readonly before?: number;
}

/** The answer to a request: `ok` only after everything that follows from it is on disk. */
export type Reply =
  | { readonly ok: true; readonly result: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false;
      readonly code: CatalogueCode;
      readonly message: string;
      /** What may be done instead, where there is something. */
      readonly result?: Readonly<Record<string, unknown>>;
    };

export interface RuntimeEvents {
  /** Facts that are on disk, in order. Emitted before the command's reply. */
  committed: [facts: readonly Committed<ServiceEvent>[]];
  /** The same a turn of the event loop later, for whoever tells others: paper and lamps go first. */
  told: [facts: readonly Committed<ServiceEvent>[]];
}

export interface RuntimeOptions {
  /** Path of the journal, or `:memory:`. */
  readonly journalFile: string;
  /** At first; see `useRules`. */
  readonly rules: Rules;
  /** Puts into rules what is known besides the site file, such as callers of a directory elsewhere. */
  readonly complete?: (rules: Rules) => Rules;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  readonly makeEpoch: () => string;
  /** See `JournalOptions`. */
  readonly isCopy?: boolean;
  /** Bytes that the journal may take on disk, 128 MiB if left out. */
  readonly journalBudget?: number;
}

/** Events between snapshots: a start replays at most about so many. */
const snapshotEvery = 5000;

/** A wall clock that has moved by so much against the monotonic one was set, ms. Smaller differences are the clock being kept. */
const clockStep = 2_000;

/** Between two steps of tidying, ms: presses come first. */
const tidyPause = 15;

/** More commands than this waiting for one commit are refused (`box-busy`): memory stays bounded whatever is sent. */
const mostWaiting = 10_000;

/**
 * The one way from a command to what follows: check, decide, commit, tell. Whoever wants to know what happened listens to
 * `committed`; nobody changes state in any other way.
 */
export class Runtime {
  readonly events = new EventEmitter<RuntimeEvents>();
  readonly #options: RuntimeOptions;
  readonly #journal: Journal<ServiceEvent>;
  readonly #underWay = new Map<string, Promise<Reply>>();
  #rules: Rules;
  #servicePoint: ServicePoint;
  #snapshotAt = 0;
  #started = false;
  #stopping = false;
  /** Wall clock less monotonic clock, ms. */
  #clocks: number;
  #alarm?: Timer;
  #alarmAt = Number.POSITIVE_INFINITY;
  #tidying?: Timer;

  /** Opens the journal and replays it. @throws TiskiError of `openDatabase` */
  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#rules = this.#complete(options.rules);
    // Every place with devices listens: a large site has dozens.
    this.events.setMaxListeners(0);
    this.#clocks = difference(options.time);
    this.#journal = new Journal({
      file: options.journalFile,
      makeEpoch: options.makeEpoch,
      ...(options.isCopy && { isCopy: true }),
      ...(options.journalBudget !== undefined && { budget: options.journalBudget }),
      isPublished,
      classes: classesOfWorth,
      classOf: worthOf,
      labelOf: event => nameOfClose(event) ?? labelOfClock(event),
      standingOf,
      isBoundary,
      dropsIn: event => (event.type === 'appliance.events-dropped' ? event.data : undefined),
      onCommit: facts => {
        this.events.emit('committed', facts);
        setImmediate(() => this.events.emit('told', facts));
      },
    });
    this.#servicePoint = this.#replay();
  }

  get state(): ServicePointView {
    return this.#servicePoint.state;
  }

  get rules(): Rules {
    return this.#rules;
  }

  /** Goes by these rules from now on; whoever shows something by them does so at the next commit. */
  useRules(rules: Rules): void {
    this.#rules = this.#complete(rules);
    this.#servicePoint.useRules(this.#rules);
    if (this.#started) this.#setAlarm();
  }

  #complete(rules: Rules): Rules {
    return this.#options.complete?.(rules) ?? rules;
  }

  get journal(): Journal<ServiceEvent> {
    return this.#journal;
  }

  /** Carries out a command from outside. Never rejects: what cannot be done is a reply with a code. */
  async execute(request: Request): Promise<Reply> {
    const { id } = request;
    if (id === undefined) return this.#carryOut(request);
    const stored = this.#journal.replyTo(id);
    if (stored !== undefined) return JSON.parse(stored);
    const underWay = this.#underWay.get(id);
    if (underWay) return underWay;
    const reply = this.#carryOut(request).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, reply);
    return reply;
  }

  /**
   * Takes in what the box tells about itself; the result is for the part that told: `refused` with the code if it was not taken. Rejects
   * only when the journal cannot be written.
   */
  async record(command: Pick<Command, 'name' | 'args'>): Promise<Readonly<Record<string, unknown>>> {
    if (this.#stopping) return {};
    const { events, decision } = this.#handle({
      ...command,
      at: this.#options.time.now(),
      channel: 'box',
    } as Command);
    if (events.length > 0) await this.#append(events);
    return decision.ok ? decision.result : { refused: decision.code };
  }

  /** To be called once the subscribers listen: records the start and settles what the last stop left open. */
  async start(): Promise<void> {
    this.#started = true;
    await this.record({ name: 'started', args: { version: this.#options.version } });
  }

  /**
   * Quiet-moment work of the journal in small steps, and a snapshot when there is much to replay. What had to be dropped for want of room is
   * told at the end.
   * @throws TiskiError, or what the database throws, when the first step fails
   */
  tidy(forgetBefore: number, forgetClosesBefore = forgetBefore): void {
    if (this.#stopping) return;
    const { time, log } = this.#options;
    this.#tidying?.cancel();
    if (this.#journal.last - this.#snapshotAt >= snapshotEvery) this.#keepSnapshot();
    if (!this.#journal.tidy({ before: forgetBefore, lastingBefore: forgetClosesBefore }, time.now())) {
      this.#tellDrops();
      return;
    }
    this.#tidying = time.after(tidyPause, 'journal tidy', () => {
      try {
        this.tidy(forgetBefore, forgetClosesBefore);
      } catch (error) {
        log.error({ error: messageOf(error) }, 'journal not tidied');
      }
    });
  }

  stop(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#alarm?.cancel();
    this.#tidying?.cancel();
    this.#keepSnapshot();
    this.#journal.close();
  }

  #tellDrops(): void {
    for (const args of this.#journal.dropped()) {
      this.#options.log.warn(args, 'disk budget used, facts dropped');
      this.record({ name: 'events-dropped', args }).catch(error =>
        this.#options.log.error({ error: messageOf(error) }, 'not recorded what was dropped'),
      );
      // In the same turn, so that each is told once.
      this.#journal.commit();
    }
  }

  async #carryOut(request: Request): Promise<Reply> {
    if (this.#stopping) return refused('box-stopping');
    if (this.#journal.waiting >= mostWaiting) return refused('box-busy');
    if (!isCommandName(request.name)) return refused('command-unknown', request.name);
    const schema = commandSchemas[request.name];
    // What a button asks for comes from the site file, which was checked.
    if (request.channel !== 'button' && !Value.Check(schema, request.args)) {
      const problem = Value.Errors(schema, request.args).First();
      return refused('command-invalid', `${problem?.path || 'args'}: ${problem?.message}`);
    }

    const at = this.#options.time.now();
    if (at > (request.before ?? at)) return refused('command-stale');
    const by = request.by === undefined ? undefined : actorFrom(request.by);
    const { name, args, channel } = request;
    const { decision, events } = this.#handle({ name, args, at, channel, ...(by && { by }) } as Command);
    const reply: Reply = decision.ok
      ? { ok: true, result: decision.result }
      : refused(decision.code, decision.detail, decision.result);
    try {
      await this.#append(
        events,
        request.id === undefined ? undefined : { id: request.id, at, reply: JSON.stringify(reply) },
      );
      return reply;
    } catch (error) {
      return isTiskiError(error) ? refused(error.code) : refused('internal-error', messageOf(error));
    }
  }

  #handle(command: Command): { readonly decision: Decision; readonly events: readonly ServiceEvent[] } {
    const by = this.#clockStep();
    const stepped =
      by === 0
        ? []
        : this.#servicePoint.handle({ name: 'clock-stepped', args: { by }, at: command.at, channel: 'box' })
            .events;
    const { decision, events } = this.#servicePoint.handle(command);
    this.#setAlarm();
    return { decision, events: stepped.length === 0 ? events : [...stepped, ...events] };
  }

  /** By how much the wall clock was set since the last look, ms; mostly 0. */
  #clockStep(): number {
    const clocks = difference(this.#options.time);
    const by = Math.round(clocks - this.#clocks);
    this.#clocks = clocks;
    return Math.abs(by) < clockStep ? 0 : by;
  }

  /** Wakes the core when something is due by time alone. */
  #setAlarm(): void {
    const at = this.#servicePoint.nextDue;
    if (at === this.#alarmAt) return;
    const { time, log } = this.#options;
    this.#alarm?.cancel();
    this.#alarmAt = at;
    if (at === Number.POSITIVE_INFINITY) return;
    this.#alarm = time.after(Math.max(0, at - time.now()), 'rules', () => {
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.record({ name: 'tick', args: {} }).catch(error =>
        log.error({ error: messageOf(error) }, 'not recorded what was due'),
      );
    });
  }

  async #append(
    events: readonly ServiceEvent[],
    reply?: { id: string; at: number; reply: string },
  ): Promise<void> {
    if (events.length === 0 && !reply) return;
    const servicePoint = this.#servicePoint;
    try {
      await this.#journal.append(events, reply);
    } catch (error) {
      // The state in memory holds facts that are not on disk: go back to what is. Once for all that shared the commit.
      if (servicePoint === this.#servicePoint && !this.#stopping) {
        this.#options.log.error(
          { error: messageOf(error) },
          'journal not writable, state taken from disk again',
        );
        this.#servicePoint = this.#replay();
      }
      throw error;
    }
  }

  #replay(): ServicePoint {
    const rules = this.#rules;
    const kept = this.#journal.snapshot(snapshotFormat);
    const servicePoint = kept ? new ServicePoint(rules, restore(kept.body)) : new ServicePoint(rules);
    this.#snapshotAt = kept?.sequence ?? 0;
    for (const { event } of this.#journal.replay(this.#snapshotAt)) servicePoint.replay(event);
    return servicePoint;
  }

  #keepSnapshot(): void {
    // A snapshot of facts that are not on disk would make them true without an event.
    if (!this.#journal.commit() || this.#journal.last === this.#snapshotAt) return;
    this.#snapshotAt = this.#journal.last;
    this.#journal.keepSnapshot(this.#snapshotAt, snapshotFormat, snapshot(this.state));
  }
}

function refused(code: CatalogueCode, detail?: string, result?: Readonly<Record<string, unknown>>): Reply {
  const what = catalogue[code].what;
  return { ok: false, code, message: detail ? `${what}: ${detail}` : what, ...(result && { result }) };
}

function difference(time: Time): number {
  return time.now() - time.monotonic();
}
