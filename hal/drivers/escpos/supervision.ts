import type { DeviceStatus } from '../../device';
import { type StatusQuery, statusQueries } from './commands';
import { agree, type Facts, factsOfAnswer, factsOfAutomatic, statusOfFacts } from './facts';
import type { Limits } from './limits';

/** Whether it is online, which it is not with any fault that stops it. */
const shortRound: readonly StatusQuery[] = [1];

/**
 * Knows from questions and answers whether the printer at the other end of one connection lives, and how it is. Asks one query at
 * a time, in rounds, because answers do not say what they answer; what was learned counts only when a round was clean. Of a printer
 * that is well and reports by itself most rounds ask only whether it is online: that is its sign of life, and if its word does not come,
 * every fault that stops it shows in this answer. Sends nothing itself and reads no clock: times are monotonic milliseconds.
 */
export class Supervision {
  readonly #limits: Limits;
  readonly #openedAt: number;
  /** While set, answers may belong to queries that hide in an image: they are signs of life and nothing else. */
  muted = false;
  #busyUntil = 0;
  #bytesAhead = 0;
  /** Before then no answer is due: it waits behind the bytes of tickets. */
  #freeAt = Number.NEGATIVE_INFINITY;
  #lastByteAt: number;
  #asked?: { readonly query: StatusQuery; readonly at: number };
  /** Since when a query waits, over all that were asked in vain. */
  #waitingSince?: number;
  #round = new Map<StatusQuery, Facts>();
  #roundSpoilt = false;
  #nextRoundAt: number;
  readonly #known = new Set<StatusQuery>();
  readonly #skipped = new Set<StatusQuery>();
  #facts?: Facts;
  #factsAt = 0;
  /** What it reported by itself since the last full round. */
  #told?: Facts;
  /** Short rounds until the next full one; none unless its own report and its answers were the same. */
  #shortRounds = 0;
  #roundsUntold = 0;
  #reportsDue = false;
  #garbage = 0;
  #disturbedAt = Number.NEGATIVE_INFINITY;
  /** Garbage has come since the last query: that may have been its answer. */
  #answerGarbled = false;
  #assumedSilent: boolean;

  constructor(limits: Limits, now: number, assumedSilent: boolean) {
    this.#limits = limits;
    this.#openedAt = now;
    this.#lastByteAt = now;
    this.#nextRoundAt = now;
    this.#assumedSilent = assumedSilent;
  }

  /** Whether the printer has answered a query since the connection was opened. */
  get answers(): boolean {
    return this.#known.size > 0;
  }

  /** It takes data and has never answered a query on this connection. */
  silent(now: number): boolean {
    return !this.answers && (this.#assumedSilent || now >= this.#silentAt);
  }

  /** It used to answer and does not any more: the connection is half-open. */
  lost(now: number): boolean {
    return now >= this.#lostAt();
  }

  /** No garbage has come since the last clean round. */
  get clean(): boolean {
    return this.#garbage === 0;
  }

  /** Whether an answer may have been lost since then: garbage came, or a query waited longer than this printer ever needs. */
  disturbedSince(time: number, now: number): boolean {
    const isWaiting =
      this.#waitingSince !== undefined && now >= this.#due(this.#waitingSince, this.#limits.queryPatience);
    return isWaiting || this.#disturbedAt >= time;
  }

  /** What comes in makes no sense. */
  get garbled(): boolean {
    return this.#garbage >= this.#limits.garbage;
  }

  /** What is known of the printer now; `undefined` while nothing complete and recent is known. */
  status(now: number): DeviceStatus | undefined {
    if (this.garbled) return { health: 'unknown', code: 'printer-garbage' };
    if (this.silent(now)) return { health: 'unknown', code: 'printer-silent' };
    if (!this.#facts || now >= this.#staleAt) return undefined;
    return statusOfFacts(this.#facts);
  }

  get facts(): Facts {
    return this.#facts ?? {};
  }

  /** Tickets of so many bytes are on their way: answers may be late. */
  busy(bytes: number, now: number): void {
    this.behind(bytes, now);
    this.#busyUntil = bytes > 0 ? now + this.#limits.silenceBusy + bytes * this.#limits.perByte : 0;
  }

  /** So many bytes of tickets stand before an answer. */
  behind(bytes: number, now: number): void {
    // What is too old to be believed is not made younger by a ticket that is sent.
    if (now >= this.#staleAt) this.#facts = undefined;
    const through = now + bytes * this.#limits.lineByte;
    if (bytes > this.#bytesAhead) this.#freeAt = through;
    // A ticket that is through makes nothing later than it was.
    if (bytes < this.#bytesAhead) this.#freeAt = Math.min(this.#freeAt, through);
    this.#bytesAhead = bytes;
  }

  /** The query to send now, if it is time for one. */
  ask(now: number, busy: boolean): StatusQuery | undefined {
    if (this.#asked) {
      const { query, at } = this.#asked;
      if (!this.answers || this.#answerGarbled) return this.#askAgain(now, at);
      if (query === 1 || this.#known.has(query) || now < this.#due(at, this.#limits.queryPatience))
        return undefined;
      // It never answered this one: skip it from now on, and ask one that it knows to see whether it lives.
      this.#skipped.add(query);
      this.#roundSpoilt = true;
      this.#round.delete(1);
    } else if (now < this.#nextRoundAt) {
      return undefined;
    }
    const query = this.#missing();
    if (query === undefined) {
      this.#endRound(now, busy);
      return undefined;
    }
    this.#asked = { query, at: now };
    this.#waitingSince ??= now;
    return query;
  }

  /** A printer that has never answered may begin to; one that said something unintelligible may do better. */
  #askAgain(now: number, askedAt: number): StatusQuery | undefined {
    if (now < this.#againAt(askedAt)) return undefined;
    this.#answerGarbled = false;
    this.#waitingSince = now;
    this.#roundSpoilt = true;
    this.#round.clear();
    this.#asked = { query: 1, at: now };
    return 1;
  }

  #againAt(askedAt: number): number {
    return this.#due(askedAt, this.answers ? this.#limits.queryPatience : this.#limits.neverAnswers);
  }

  /** When something that should have come within `patience` is late. */
  #due(since: number, patience: number): number {
    return Math.max(since, this.#freeAt) + patience;
  }

  get #silentAt(): number {
    return this.#due(this.#openedAt, this.#limits.neverAnswers);
  }

  get #staleAt(): number {
    return this.#due(this.#factsAt, this.#limits.factsAge);
  }

  /** A query has not been answered yet. */
  get asking(): boolean {
    return this.#asked !== undefined;
  }

  received(now: number): void {
    this.#lastByteAt = now;
  }

  answer(byte: number, now: number, busy: boolean): void {
    if (!this.#asked) {
      // More answers than questions: somewhere the order was lost, perhaps by a late answer to a skipped query.
      this.#roundSpoilt = true;
      this.#shortRounds = 0;
      this.#skipped.clear();
      return;
    }
    const { query } = this.#asked;
    if (this.disturbedSince(now, now)) this.#disturbedAt = now;
    this.#asked = undefined;
    this.#answerGarbled = false;
    this.#waitingSince = undefined;
    this.#known.add(query);
    this.#assumedSilent = false;
    const facts = factsOfAnswer(query, byte);
    this.#round.set(query, facts);
    // It has changed without a word: its word is not to be relied on.
    if (!agree(facts, this.facts)) this.#shortRounds = 0;
    if (this.#missing() === undefined) this.#endRound(now, busy);
  }

  automatic(bytes: readonly number[], now: number): void {
    // Amid garbage four fitting bytes are chance.
    if (this.#garbage > 0) return;
    const told = factsOfAutomatic(bytes);
    if (!agree(told, this.facts)) this.#shortRounds = 0;
    this.#told = told;
    this.#roundsUntold = 0;
    this.#facts = told;
    this.#factsAt = now;
    // Answers of the round under way may be older than this.
    this.#roundSpoilt = true;
  }

  /** Whether it is time to ask the printer for its own reports; once each time. The next full round shows whether one came. */
  takeReportsDue(): boolean {
    const isDue = this.#reportsDue;
    this.#reportsDue = false;
    return isDue;
  }

  garbage(bytes: number, now: number): void {
    this.#disturbedAt = now;
    this.#garbage += bytes;
    this.#roundSpoilt = true;
    this.#shortRounds = 0;
    this.#told = undefined;
    this.#answerGarbled = this.#asked !== undefined;
  }

  /** When `ask`, `lost`, `silent` or `status` may next say something else by time alone. */
  deadline(now: number): number {
    const times = [this.#lostAt()];
    if (this.#asked) times.push(this.#againAt(this.#asked.at));
    else times.push(this.#nextRoundAt);
    times.push(this.#silentAt, this.#staleAt);
    return Math.min(...times.filter(time => time > now));
  }

  #lostAt(): number {
    if (!this.answers || this.#waitingSince === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(
      this.#waitingSince + this.#limits.silence,
      this.#lastByteAt + this.#limits.silence,
      this.#busyUntil,
    );
  }

  #missing(): StatusQuery | undefined {
    const asked = this.#shortRounds > 0 ? shortRound : statusQueries;
    return asked.find(query => !this.#round.has(query) && !this.#skipped.has(query));
  }

  #endRound(now: number, busy: boolean): void {
    const isShort = this.#shortRounds > 0;
    if (isShort) this.#shortRounds--;
    if (this.muted) {
      this.#factsAt = now;
    } else if (!this.#roundSpoilt) {
      if (!isShort) this.#learn(Object.assign({}, ...this.#round.values()));
      this.#factsAt = now;
      // Amid noise a query that it knows may have seemed to be one that it never answers.
      if (this.#garbage > 0) this.#skipped.clear();
      this.#garbage = 0;
    }
    this.#roundsUntold++;
    if (this.#roundsUntold % this.#limits.shortRounds === this.#limits.shortRounds - 1)
      this.#reportsDue = true;
    this.#asked = undefined;
    this.#round = new Map();
    this.#roundSpoilt = false;
    this.#nextRoundAt = now + (busy ? this.#limits.pollBusy : this.#limits.poll);
  }

  /** What a clean full round says. A printer whose own report of the same time says the same may be asked less. */
  #learn(facts: Facts): void {
    const told = this.#told;
    const reports = told !== undefined && agree(told, facts) && statusOfFacts(facts)?.health === 'ok';
    this.#shortRounds = reports ? this.#limits.shortRounds : 0;
    this.#told = undefined;
    this.#facts = facts;
  }
}
