import type { Name } from '../../../texts/name-in';
import type { TodayFeed } from '../today/today-feed';

/** What `/api/display` answers and its stream sends: all that the lobby displays show. The same for every display of the site. */
export interface DisplayFeed extends TodayFeed {
  /**
   * Numbers from now on, in order and never two at once; ms since 1970-01-01 UTC. Shown by the page's own watch, so that what was planned is shown
   * in time whatever becomes of the connection.
   */
  readonly plan: readonly PlannedCall[];
  /** The last ones that were called, the newest first: where they went, and whether they are still awaited. */
  readonly latest: readonly LatestCall[];
  readonly counters: Readonly<Record<string, Name>>;
  readonly displays: readonly DisplayView[];
}

export interface PlannedCall {
  readonly ticket: string;
  readonly counter: string;
  /** Every call is shown twice. */
  readonly time: 'first' | 'second';
  readonly from: number;
  /** The display shows no number from then on, unless another begins. */
  readonly to: number;
}

export interface LatestCall {
  readonly ticket: string;
  readonly counter: string;
  /** When it was or will be shown first. */
  readonly from: number;
  readonly awaited: boolean;
}

/** One display of the site file. */
export interface DisplayView {
  readonly id: string;
  /** Whether its page sounds the chime. */
  readonly chime: boolean;
  /** The ways to the counters, by counter. */
  readonly directions: Readonly<Record<string, Direction>>;
}

export interface Direction {
  readonly arrow: Arrow;
  readonly text?: Name;
}

export type Arrow = 'left' | 'right' | 'ahead' | 'back' | 'up' | 'down';
