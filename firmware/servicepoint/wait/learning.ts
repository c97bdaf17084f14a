import { type Moments, noMoments } from './moments';
import { type Samples, type SamplesView, samplesOf } from './samples';

/** What a counter was last seen to do. */
export interface CounterSeen {
  /** When it last became free, or the day began; ms. */
  readonly freeSince: number;
  /** Whether it has called anybody today. */
  readonly today: boolean;
  /** Last time that somebody of a service waited while it was free, and another counter called that person. By service, ms. */
  readonly passedOver: Readonly<Record<string, { readonly since: number; readonly until: number }>>;
}

/** Tails of the error that are left out of the band, as aimed at now. */
export interface Tails {
  readonly low: number;
  readonly high: number;
}

/**
 * What the box has learned about waits from its own facts; part of the folded state, so a replay learns the same. Records in it never
 * change. All durations in minutes.
 */
export interface WaitLearning {
  /** From call to end, of those who came; by service and all together. */
  readonly services: Map<string, Moments>;
  site: Moments;
  /** Logarithm of such a duration over the mean of its service. */
  shape: Moments;
  /** 1 for a call that nobody came to, 0 for another. */
  noShows: Moments;
  /** From call to no-show. */
  missed: Moments;
  /** From when a counter could have called somebody to the call. */
  gaps: Moments;
  readonly counters: Map<string, CounterSeen>;
  readonly samples: Samples;
  tails: Tails;
  /** Waits of those who had to wait. */
  waits: Moments;
  /** What estimates are multiplied by. */
  trim: number;
}

/** As everybody but `learn` sees it. */
export interface WaitLearningView extends Readonly<Omit<WaitLearning, 'services' | 'counters' | 'samples'>> {
  readonly services: ReadonlyMap<string, Moments>;
  readonly counters: ReadonlyMap<string, CounterSeen>;
  readonly samples: SamplesView;
}

export function emptyLearning(): WaitLearning {
  return {
    services: new Map(),
    site: noMoments,
    shape: noMoments,
    noShows: noMoments,
    missed: noMoments,
    gaps: noMoments,
    counters: new Map(),
    samples: samplesOf([]),
    tails: { low: 0.1, high: 0.1 },
    waits: noMoments,
    trim: 1,
  };
}

/** As JSON. `learningFrom(plainLearning(learning))` equals `learning`. */
export function plainLearning(learning: WaitLearningView): object {
  const { services, counters, samples } = learning;
  return { ...learning, services: [...services], counters: [...counters], samples: samples.byAge };
}

export function learningFrom(plain: ReturnType<typeof JSON.parse>): WaitLearning {
  const { services, counters, samples } = plain;
  return { ...plain, services: new Map(services), counters: new Map(counters), samples: samplesOf(samples) };
}
