import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { readIfThere, removeDurably, writeDurably } from '../../hal/platform/durable-file';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { exactly } from '../servicepoint/vocabulary';
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
const Left = exactly({ release, state, reason, since: Type.Union([Type.Integer(), Type.Null()]) });

/**
 * Passes on between broker and updater. By files: either program may be restarted, and neither waits for the other. Which version runs is never
 * read from one.
 */
export class UpdateDesk {
  readonly #options: UpdateDeskOptions;
  #reported: ReportedUpdate;
  #timer: Timer | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: UpdateDeskOptions) {
    this.#options = options;
    this.#reported = this.#unknown;
  }

  get reported(): ReportedUpdate {
    return this.#reported;
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
    if (updaterDir === undefined) return this.#unknown;
    const left = parsed((await readIfThere(join(updaterDir, 'report.json')).catch(() => undefined)) ?? '');
    if (!Value.Check(Left, left)) return this.#unknown;
    return { version, ...left, since: left.since === null ? null : new Date(left.since).toISOString() };
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
