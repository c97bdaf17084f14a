import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../hal/platform/durable-file';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { dayName, dayNumber } from '../servicepoint/opening/calendar';
import { localTime } from '../servicepoint/opening/local-time';

/** What a customer wrote, with nothing that tells who or when but the day. */
export interface OpenAnswer {
  /** Id of the service that it is about. */
  readonly service: string;
  readonly text: string;
}

export interface OpenAnswersOfDay {
  /** Local day, YYYY-MM-DD. */
  readonly day: string;
  readonly answers: readonly OpenAnswer[];
}

export interface OpenAnswersOptions {
  /** A folder of their own. */
  readonly folder: string;
  /** IANA name. */
  readonly timezone: string;
  readonly keepDays: number;
  readonly time: Time;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Answers of one day; whoever sends more is no lobby full of customers. */
const mostOfDay = 500;

/** Presses whose answer is remembered, so that none is kept twice. */
const mostPresses = 50;

/** Characters of one answer. */
export const longestAnswer = 1000;

/** ms between looks at what is too old. */
const forgetEvery = 3_600_000;

const fileForm = /^(\d{4}-\d{2}-\d{2})\.json$/;

/**
 * The open answers of the touch page (FBK-11, FBK-12): the one place of the product that holds words of a customer. Never in the journal, in
 * facts, logs or messages; a file for each day, deleted after so many days. Within its day an answer stands in a place by chance, since
 * the order of arrival would name the customer.
 */
export class OpenAnswers {
  readonly #options: OpenAnswersOptions;
  readonly #presses = new Map<string, Promise<boolean>>();
  #writing: Promise<unknown> = Promise.resolve();
  #timer: Timer | undefined;

  constructor(options: OpenAnswersOptions) {
    this.#options = options;
  }

  /** @throws the error of the file system when there can be no folder */
  async start(): Promise<void> {
    const { folder, time } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    this.#timer = time.every(forgetEvery, 'open answers', () => {
      this.#inTurn(() => this.#forgetOld());
    });
    await this.#inTurn(() => this.#forgetOld());
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#writing;
  }

  /**
   * Resolves once it is on disk.
   * @param id of the press: whoever heard no reply and sends it again is kept once. Remembered for a while in memory, and never with the answer
   * @returns false when there are too many of today
   * @throws the error of the file system
   */
  async keep(answer: OpenAnswer, id?: string): Promise<boolean> {
    const known = id === undefined ? undefined : this.#presses.get(id);
    if (known) return known;
    const kept = this.#write(answer);
    if (id !== undefined) this.#remember(id, kept);
    return kept;
  }

  #remember(id: string, kept: Promise<boolean>): void {
    this.#presses.set(id, kept);
    const [oldest = id] = this.#presses.keys();
    if (this.#presses.size > mostPresses) this.#presses.delete(oldest);
    kept.catch(() => this.#presses.delete(id));
  }

  #write(answer: OpenAnswer): Promise<boolean> {
    return this.#inTurn(async () => {
      const file = this.#fileOf(this.#today);
      const answers = await this.#read(file);
      if (answers.length >= mostOfDay) return false;
      const place = Math.floor(this.#options.random() * (answers.length + 1));
      await writeDurably(file, JSON.stringify(answers.toSpliced(place, 0, answer)));
      return true;
    });
  }

  /** Of the days that are over: today's would tell who has just been here. @throws the error of the file system */
  ofPastDays(): Promise<readonly OpenAnswersOfDay[]> {
    return this.#inTurn(async () => {
      const days = (await this.#days()).filter(day => day < this.#today);
      return Promise.all(days.map(async day => ({ day, answers: await this.#read(this.#fileOf(day)) })));
    });
  }

  get #today(): string {
    return localTime(this.#options.time.now(), this.#options.timezone).day;
  }

  #fileOf(day: string): string {
    return join(this.#options.folder, `${day}.json`);
  }

  async #read(file: string): Promise<readonly OpenAnswer[]> {
    return JSON.parse((await readIfThere(file)) ?? '[]');
  }

  async #days(): Promise<readonly string[]> {
    const names = await readdir(this.#options.folder);
    return names.flatMap(name => fileForm.exec(name)?.[1] ?? []).sort();
  }

  async #forgetOld(): Promise<void> {
    const { keepDays, log } = this.#options;
    const firstKept = dayName(dayNumber(this.#today) - keepDays);
    try {
      for (const day of await this.#days()) if (day < firstKept) await unlink(this.#fileOf(day));
    } catch (error) {
      log.error({ error: messageOf(error) }, 'old open answers not deleted');
    }
  }

  /** No two writes of one file overlap. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => undefined);
    return turn;
  }
}
