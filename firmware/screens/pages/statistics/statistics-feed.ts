import type { Name } from '../../../texts/name-in';
import type { ShellFeed } from '../shell/frame';

export type StatisticsPeriod = 'day' | 'month' | 'quarter';

/** What the statistics page shows: figures of `reports`, ready to be drawn. Times of fewer than five customers are not in it (STA-27). */
export interface StatisticsFeed extends ShellFeed {
  readonly period: StatisticsPeriod;
  /** `2026-03-14`, `2026-03` or `2026-Q1`. */
  readonly periodName: string;
  /** A day that lies in it, YYYY-MM-DD. */
  readonly day: string;
  readonly today: string;
  /** A day in the period before and after. */
  readonly before: string;
  readonly after: string;
  /** Whose figures there are: the whole point first. */
  readonly choices: readonly { readonly id: string; readonly name?: Name }[];
  readonly of: string;
  /** Absent when there are none. */
  readonly figures?: PeriodFigures;
  readonly outcomes: OutcomeFigures;
  readonly answers: readonly QuestionFigures[];
  /** What figures mean, by their names (STA-04). */
  readonly terms: Readonly<Record<string, { readonly name: Name; readonly text: Name }>>;
}

export interface PeriodFigures {
  /** Whether the period is over. */
  readonly closed: boolean;
  /** Closed days in it; absent for a day. */
  readonly days?: number;
  /** By the names of `terms`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly times: Readonly<Record<string, TimeFigures>>;
  readonly hours: readonly HourFigures[];
}

/** Minutes. */
export interface TimeFigures {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly longest: number;
}

export interface HourFigures {
  readonly hour: number;
  readonly arrivals: number;
  readonly served: number;
  /** Absent where there are fewer than five. */
  readonly queueing?: TimeFigures;
}

/** What customers were told about the wait and how it was, minutes. */
export interface OutcomeFigures {
  /** Of the period; the last ones, if there are very many. */
  readonly points: readonly { readonly estimate: number; readonly actual: number }[];
  /** Absent where there are fewer than five. */
  readonly accuracy?: {
    readonly count: number;
    readonly mae: number;
    readonly bias: number;
    /** 0-1 */
    readonly coverage: number;
  };
  readonly classes: readonly OutcomeClass[];
}

/** Customers who were told about the same. */
export interface OutcomeClass {
  /** Minutes; `to` is exclusive and absent for the last class. */
  readonly from: number;
  readonly to?: number;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
}

export interface QuestionFigures {
  readonly question: 'csat' | 'ces' | 'nps';
  /** In the order of time; each of at least five answers. */
  readonly buckets: readonly AnswerBucket[];
}

export interface AnswerBucket {
  /** The day, or the Monday of the week, YYYY-MM-DD. */
  readonly day: string;
  readonly answers: number;
  /** Of the satisfied, of those with little effort, or of the promoters, with its 95 % interval; 0-1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Mean of the answers; of nps the score. */
  readonly value: number;
}
