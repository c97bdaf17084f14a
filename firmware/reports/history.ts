import { setImmediate as turn } from 'node:timers/promises';
import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import type { ServiceEvent } from '../servicepoint/events';
import type { RatedQuestion } from '../servicepoint/feedback/question-set';
import type { Counts, ScaleName } from '../servicepoint/feedback/scale';
import { localTime } from '../servicepoint/opening/local-time';
import type { WaitSample } from '../servicepoint/wait/samples';

/** Facts that are read in one turn of the event loop: about a millisecond, so that a press waits for nothing. */
const factsAtOnce = 100;

/** Estimates that are remembered; the journal of a busy site holds about so many in its 90 days. */
const mostOutcomes = 50_000;

const msOfMinute = 60_000;

/** What one customer was told about the wait, and how long it was. */
export interface Outcome extends WaitSample {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly service: string;
}

/** Answers that have left the box together: at least five (`servicepoint/feedback/release-rule.ts`). */
export interface Answers {
  /** Local day of the last of them. */
  readonly day: string;
  /** Absent where nobody said what it was about, as at a smiley unit. */
  readonly service?: string;
  readonly question: RatedQuestion;
  readonly scale: ScaleName;
  readonly counts: Counts;
}

export interface HistoryView {
  readonly outcomes: readonly Outcome[];
  readonly answers: readonly Answers[];
}

interface Told extends Omit<Outcome, 'actual'> {
  issuedAt: number;
}

/**
 * What the closes do not hold, from the facts that the journal still has (90 days): estimates against outcomes, and released answers over time. Read
 * when first asked for and then only what is new, in steps between which everything else goes on. What was not live is left out.
 */
export class History {
  readonly #runtime: Runtime;
  readonly #outcomes: Outcome[] = [];
  readonly #answers: Answers[] = [];
  readonly #waiting = new Map<string, Told>();
  #after = 0;
  #reading: Promise<void> | undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Resolves with all that is on disk by now. */
  async read(): Promise<HistoryView> {
    this.#reading ??= this.#catchUp().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return { outcomes: this.#outcomes, answers: this.#answers };
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const facts = this.#runtime.journal.read(this.#after, factsAtOnce);
      const last = facts.at(-1);
      if (!last) return;
      for (const fact of facts) this.#take(fact);
      this.#after = last.sequence;
      await turn();
    }
  }

  #take({ event }: Committed<ServiceEvent>): void {
    const isLive = event.mode === undefined;
    switch (event.type) {
      case 'appliance.day-opened':
        this.#waiting.clear();
        break;
      case 'appliance.clock-stepped':
        for (const told of this.#waiting.values()) told.issuedAt += event.data.by;
        break;
      case 'ticket.issued': {
        const { ticket, day, service, estimate } = event.data;
        // Whoever is told that there is no wait is told nothing that could be wrong.
        if (!estimate || estimate.minutes === 0 || !isLive) break;
        const { minutes, low, high } = estimate;
        this.#waiting.set(ticket, { day, service, estimate: minutes, low, high, issuedAt: event.at });
        break;
      }
      case 'ticket.called':
        if (isLive) this.#called(event.data.ticket, event.at);
        break;
      // They waited for something else than the estimate spoke of.
      case 'ticket.transferred':
      case 'ticket.parked':
      case 'ticket.reinstated':
      case 'ticket.cancelled':
        this.#waiting.delete(event.data.ticket);
        break;
      case 'feedback.released': {
        const { service, question, scale, counts, to } = event.data;
        const { day } = localTime(to - 1, this.#runtime.rules.timezone);
        if (isLive) this.#answers.push({ day, ...(service && { service }), question, scale, counts });
        break;
      }
      case 'feedback.paper-counted': {
        const { service, question, scale, counts, to } = event.data;
        if (isLive) this.#answers.push({ day: to, service, question, scale, counts });
        break;
      }
    }
  }

  #called(ticket: string, at: number): void {
    const told = this.#waiting.get(ticket);
    if (!told) return;
    this.#waiting.delete(ticket);
    const { issuedAt, ...rest } = told;
    this.#outcomes.push({ ...rest, actual: Math.max(0, at - issuedAt) / msOfMinute });
    if (this.#outcomes.length > mostOutcomes) this.#outcomes.shift();
  }
}
