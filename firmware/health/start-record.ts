import { writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { type CatalogueCode, isCatalogueCode } from '../../hal/platform/catalogue';
import { readIfThere } from '../../hal/platform/durable-file';
import { messageOf } from '../../hal/platform/error';
import { KeptFile } from '../../hal/platform/kept-text';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';

export interface StartRecordOptions {
  /** Folder that survives restarts. */
  readonly stateDir: string;
  /** Of this program. */
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
}

const Kept = Type.Object(
  {
    /** How far the last start came. `served`: not long enough to be a good one. */
    phase: Type.Union([
      Type.Literal('starting'),
      Type.Literal('served'),
      Type.Literal('good'),
      Type.Literal('ended'),
      Type.Literal('care'),
    ]),
    /** Starts in a row before it that did not become good ones. */
    failed: Type.Integer({ minimum: 0 }),
    cause: Type.Optional(Type.String()),
    /** Of the program that failed. */
    version: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
type Kept = Static<typeof Kept>;

/** After so many failed starts in a row the box does not try another by itself. */
const mostFailed = 3;

/** A start is a good one after serving for so long, ms. */
const goodAfter = 60_000;

/** What the last start came to. */
export interface StartsBefore {
  /** Whether starting once more is of no use. */
  readonly hopeless: boolean;
  readonly failed: number;
  /** Of the last failure that could name one. */
  readonly cause?: CatalogueCode;
}

/**
 * Counts starts that came to nothing, durably (edge.md: Mender's loop breaker). A start fails if the program ends before it serves, however it
 * ends; and if it ends within a minute of serving and not by a power cut, which leaves no word. The word is the file `last-end`: one of
 * systemd's SERVICE_RESULT, left by `ExecStopPost` of the unit, or by the program itself where it can.
 */
export class StartRecord {
  readonly #options: StartRecordOptions;
  readonly #kept: KeptFile;
  #now: Kept = { phase: 'good', failed: 0 };
  #timer: Timer | undefined;

  constructor(options: StartRecordOptions) {
    this.#options = options;
    this.#kept = new KeptFile(join(options.stateDir, 'starts.json'), error =>
      options.log.warn({ error: messageOf(error) }, 'start not recorded'),
    );
  }

  /** Takes in how the last start ended, and notes that another begins. Never throws: what cannot be read counts as a good one. */
  async begin(): Promise<StartsBefore> {
    const { stateDir } = this.#options;
    await mkdir(stateDir, { recursive: true }).catch(() => undefined);
    const before = await this.#read();
    const isOther = before.version !== undefined && before.version !== this.#options.version;
    // What another release could not do says nothing of this one: after a failed update the box must serve, not wait for care.
    const failed = isOther ? 0 : before.failed + (isFailure(before, await this.#lastEnd()) ? 1 : 0);
    const hopeless = failed >= mostFailed;
    const { cause } = before;
    const named = failed > 0 && cause !== undefined && isCatalogueCode(cause) ? { cause } : {};
    await this.#write({ phase: hopeless ? 'care' : 'starting', failed, ...named });
    await rm(this.#lastEndFile, { force: true }).catch(() => undefined);
    return { hopeless, failed, ...named };
  }

  /** Somebody, or time, gives it one more chance: the next failure leads back. */
  async tryAgain(): Promise<void> {
    await this.#write({ ...this.#now, phase: 'starting', failed: mostFailed - 1 });
  }

  /** It ends before it served, and knows why. */
  async failed(cause: CatalogueCode): Promise<void> {
    await this.#write({ ...this.#now, cause });
  }

  /** It serves; after a minute the start was a good one. Resolves when that is on disk: a power cut from then on is no failure. */
  async served(): Promise<void> {
    await this.#write({ ...this.#now, phase: 'served' });
    this.#timer = this.#options.time.after(goodAfter, 'good start', () =>
      this.#keep({ phase: 'good', failed: 0 }),
    );
  }

  /** It ends because it was told to. */
  async ended(): Promise<void> {
    this.#timer?.cancel();
    const { phase } = this.#now;
    if (phase !== 'good' && phase !== 'care') await this.#write({ ...this.#now, phase: 'ended' });
  }

  /** The last word of a program that an error ends; synchronous, there is no later. */
  crashed(): void {
    try {
      writeFileSync(this.#lastEndFile, 'exit-code');
    } catch {
      // Then only systemd can say it.
    }
  }

  get #lastEndFile(): string {
    return join(this.#options.stateDir, 'last-end');
  }

  async #lastEnd(): Promise<string | undefined> {
    const text = await readIfThere(this.#lastEndFile).catch(() => undefined);
    return text?.trim();
  }

  async #read(): Promise<Kept> {
    try {
      const kept: unknown = JSON.parse((await this.#kept.read()) ?? 'null');
      if (Value.Check(Kept, kept)) return kept;
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'record of starts not readable');
    }
    return { phase: 'good', failed: 0 };
  }

  #keep(kept: Kept): void {
    this.#now = { ...kept, version: this.#options.version };
    this.#kept.replace(JSON.stringify(this.#now));
  }

  async #write(kept: Kept): Promise<void> {
    this.#keep(kept);
    await this.#kept.settled();
  }
}

function isFailure({ phase }: Kept, lastEnd: string | undefined): boolean {
  if (phase === 'served') return lastEnd !== undefined && lastEnd !== 'success';
  return phase === 'starting';
}
