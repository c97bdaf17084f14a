import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { readIfThere, removeDurably, writeDurably } from '../../hal/platform/durable-file';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { UpdateNotice } from '../screens/pages/shell/update-notice';
import { DesiredUpdate, ReportedUpdate } from './update-messages';

export interface UpdateDeskOptions {
  /** Folder of the updater, which leaves `report.json` there; nothing is known of updates without it. */
  readonly updaterDir?: string;
  /** Where `update-desired.json` is left for the updater. */
  readonly stateDir: string;
  /** Of this program. */
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
  readonly onReport: () => void;
}

/** ms between looks at what the updater has left: it tells a minute before it starts a release. */
const lookEvery = 10_000;

const { release, state, reason } = ReportedUpdate.properties;
/** The updater may be that of another release, and say more. */
const Left = Type.Object({
  release,
  state,
  reason,
  since: Type.Union([Type.Integer(), Type.Null()]),
  notes: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 2000 }))),
});
type Left = Static<typeof Left>;

/** How long staff are told how an update has ended, ms. */
const toldAfter = 24 * 3_600_000;

const untilOver: readonly string[] = ['waiting', 'starting', 'trial'];
const afterwards: readonly string[] = ['committed', 'rolled-back'];

/**
 * Passes on between broker and updater. By files: either program may be restarted, and neither waits for the other. Which version runs is never
 * read from one.
 */
export class UpdateDesk {
  readonly #options: UpdateDeskOptions;
  #reported: ReportedUpdate;
  #left: Left | undefined;
  #timer: Timer | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: UpdateDeskOptions) {
    this.#options = options;
    this.#reported = this.#unknown;
  }

  get reported(): ReportedUpdate {
    return this.#reported;
  }

  /** Whether this box is about to start a release, or has one on trial. */
  get switching(): boolean {
    return this.#left?.state === 'starting' || this.#left?.state === 'trial';
  }

  /** What staff are told on their screens now: before a release is started, and for a day after. */
  get notice(): UpdateNotice | undefined {
    const { release, state, since, notes } = this.#left ?? {};
    if (release === undefined || release === null || state === undefined) return undefined;
    const age = this.#options.time.now() - (since ?? Number.NEGATIVE_INFINITY);
    const isTold = untilOver.includes(state) || (afterwards.includes(state) && age >= 0 && age < toldAfter);
    if (!isTold) return undefined;
    return { state: state as UpdateNotice['state'], release, ...(notes && { notes }) };
  }

  async start(): Promise<void> {
    await this.#look();
    this.#timer = this.#options.time.every(lookEvery, 'update report', () => {
      this.#turn = this.#turn.then(() => this.#look());
    });
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#turn;
  }

  /** Resolves when it is on disk; what is no such message is dropped. Rejects never: the broker has it still, at the next connection. */
  take(payload: Buffer): Promise<void> {
    this.#turn = this.#turn.then(() => this.#keep(payload));
    return this.#turn;
  }

  async #keep(payload: Buffer): Promise<void> {
    const { log, stateDir } = this.#options;
    const file = join(stateDir, 'update-desired.json');
    try {
      // An empty message takes a retained one away (MQTT 5, 3.3.1.3).
      if (payload.length === 0) return await removeDurably(file);
      const desired = parsed(payload.toString('utf8'));
      if (!Value.Check(DesiredUpdate, desired)) return log.warn({}, 'desired update is in another form');
      await writeDurably(file, JSON.stringify(desired));
    } catch (error) {
      log.error({ error: messageOf(error) }, 'desired update not kept');
    }
  }

  async #look(): Promise<void> {
    const before = this.#reported;
    this.#reported = await this.#read();
    if (JSON.stringify(before) !== JSON.stringify(this.#reported)) this.#options.onReport();
  }

  async #read(): Promise<ReportedUpdate> {
    const { updaterDir, version } = this.#options;
    this.#left = undefined;
    if (updaterDir === undefined) return this.#unknown;
    const left = parsed((await readIfThere(join(updaterDir, 'report.json')).catch(() => undefined)) ?? '');
    if (!Value.Check(Left, left)) return this.#unknown;
    this.#left = left;
    const { release, state, reason, since } = left;
    return { version, release, state, reason, since: since === null ? null : new Date(since).toISOString() };
  }

  get #unknown(): ReportedUpdate {
    const { version } = this.#options;
    return { version, release: null, state: 'unknown', since: null, reason: null };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
