import { TiskiError } from '../../hal/platform/error';
import type { Runtime } from '../runtime';
import {
  type PeriodShare,
  type Share,
  sharesOfPeriod,
  sharesOfToday,
} from '../servicepoint/measures/closing';

export type PeriodKind = 'day' | 'month' | 'quarter';

/** The figures of a day, a month or a quarter. */
export interface Report {
  readonly period: PeriodKind;
  /** `2026-03-14`, `2026-03` or `2026-Q1`. */
  readonly name: string;
  /** Whether it is over; if not, these are the figures of today until now, or of the days of the month or quarter that are over. */
  readonly closed: boolean;
  /** Services, organisations, the whole point last. */
  readonly shares: readonly (Share | PeriodShare)[];
}

/** Finds figures: what is over in the journal, what goes on in the state. */
export class MeasureBook {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /**
   * Nothing when there are no figures of it. Only what is on disk is shown.
   * @throws TiskiError `journal-unwritable`
   */
  find(period: PeriodKind, name: string): Report | undefined {
    const { journal, state, rules } = this.#runtime;
    if (journal.waiting > 0 && !journal.commit()) throw new TiskiError('journal-unwritable');
    const closed = journal.labelled(`measure.${period}-closed`, name).flatMap(({ event }) => {
      if (!('figures' in event.data)) return [];
      const { service, organisation, figures } = event.data;
      const days = 'days' in event.data ? { days: event.data.days } : {};
      return [{ ...(service && { service }), ...(organisation && { organisation }), ...days, figures }];
    });
    if (closed.length > 0) return { period, name, closed: true, shares: closed };
    if (period === 'day') {
      return name === state.day
        ? { period, name, closed: false, shares: sharesOfToday(state, rules) }
        : undefined;
    }
    const soFar = state.measures[period];
    return soFar?.name === name ? { period, name, closed: false, shares: sharesOfPeriod(soFar) } : undefined;
  }
}
