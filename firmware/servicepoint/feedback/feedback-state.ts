import type { Collection } from './campaign';
import type { Mark } from './feedback-words';
import type { RatedQuestion } from './question-set';
import type { Counts, ScaleName } from './scale';

/** Whose answers may be added up: everything but the answer and its time. */
export interface Stream {
  readonly unit: string;
  readonly service?: string;
  readonly set: string;
  readonly version: number;
  readonly question: RatedQuestion;
  readonly scale: ScaleName;
  readonly collection: Collection;
}

/** A press that is not judged yet, or that still helps to judge those after it. */
export interface RecentPress {
  readonly press: number;
  /** ms */
  readonly at: number;
  readonly answer: number;
  readonly stream: Stream;
  readonly mark?: Mark;
  /** Judged. */
  readonly settled: boolean;
}

export interface UnitPresses {
  /** How many there have been. */
  readonly presses: number;
  /** The last that counted, by question; ms. */
  readonly countedAt: Readonly<Partial<Record<RatedQuestion, number>>>;
  /** In their order. */
  readonly recent: readonly RecentPress[];
}

/** Answers that are mixed and have not left. No longer known when each was given. */
export interface Pool {
  readonly stream: Stream;
  readonly counts: Counts;
  /** Full hours between which what came last was given; ms. */
  readonly from: number;
  readonly to: number;
  /** Marked presses that have not been told of. */
  readonly leftOut: number;
}

/** What is known of feedback. Outlives the day. */
export interface FeedbackState {
  readonly units: Map<string, UnitPresses>;
  /** By the key of their stream. */
  readonly pools: Map<string, Pool>;
  /** Last day of the answers on paper that are counted, YYYY-MM-DD, by service and question. */
  readonly paper: Map<string, string>;
  /** Nothing is released before there is one. */
  seed: readonly number[];
  /** Draws since the seed: no two are alike. */
  draws: number;
}

export interface FeedbackView {
  readonly units: ReadonlyMap<string, UnitPresses>;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly paper: ReadonlyMap<string, string>;
  readonly seed: readonly number[];
  readonly draws: number;
}

export function emptyFeedback(): FeedbackState {
  return { units: new Map(), pools: new Map(), paper: new Map(), seed: [], draws: 0 };
}

/** As JSON. `feedbackFrom(plainFeedback(state))` equals `state`. */
export function plainFeedback({ units, pools, paper, seed, draws }: FeedbackView) {
  return { units: [...units], pools: [...pools], paper: [...paper], seed, draws };
}

export function feedbackFrom(plain: ReturnType<typeof plainFeedback>): FeedbackState {
  return {
    ...plain,
    units: new Map(plain.units),
    pools: new Map(plain.pools),
    paper: new Map(plain.paper),
  };
}

const noPresses: UnitPresses = { presses: 0, countedAt: {}, recent: [] };

export function pressesOf(state: FeedbackView, unit: string): UnitPresses {
  return state.units.get(unit) ?? noPresses;
}
