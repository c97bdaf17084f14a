import type { Clockwork } from '../clockwork';
import type { EventDraft } from '../decision';
import { dayNumber } from '../opening/calendar';
import { localTime } from '../opening/local-time';
import { spansOn } from '../opening/timetable';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { type DayRecord, entriesOf, figuresOf } from './day-figures';
import { type Figures, together } from './figures';
import type { MeasuresView, Period } from './measures-state';
import { monthOf, quarterOf } from './period';

/** Figures with whose they are: a service's, an organisation's, or the whole point's when it names neither. */
export interface Share {
  readonly service?: string;
  readonly organisation?: string;
  readonly figures: Figures;
}

/** A share of a month or a quarter. */
export interface PeriodShare extends Share {
  readonly days: number;
}

/**
 * Closes what is over (STA-15), right after the facts that end a day and begin the next: the day, and with its last day the month and the
 * quarter. A box that was off is late with it and leaves nothing out; days on which it did not run have no figures.
 */
export const closing: Clockwork = {
  due(state, rules): readonly EventDraft[] {
    const { ended, month, quarter } = state.measures;
    if (ended) return closedDay(ended, rules);
    if (month && month.name < monthOf(state.day)) {
      const { name } = month;
      return sharesOfPeriod(month).map(share => ({
        type: 'measure.month-closed',
        data: { month: name, ...share },
      }));
    }
    if (quarter && quarter.name < quarterOf(state.day)) {
      const { name } = quarter;
      return sharesOfPeriod(quarter).map(share => ({
        type: 'measure.quarter-closed',
        data: { quarter: name, ...share },
      }));
    }
    return [];
  },
  // Everything is closed at the turn of the day itself.
  next: () => Number.POSITIVE_INFINITY,
};

function closedDay(ended: NonNullable<MeasuresView['ended']>, rules: Rules): EventDraft[] {
  return sharesOfDay(ended.day, ended, rules).map(share => ({
    type: 'measure.day-closed',
    data: { day: ended.day, ...share },
  }));
}

/** The figures of the day that goes on, as far as it has come. */
export function sharesOfToday({ day, measures }: ServicePointView, rules: Rules): Share[] {
  return sharesOfDay(day, { courses: measures.courses.values(), marks: measures.marks }, rules);
}

/** Every service that was open or used, every organisation of these, the whole point last. */
function sharesOfDay(day: string, record: DayRecord, rules: Rules): Share[] {
  const entries = entriesOf(record);
  const hourOf = (at: number) => Math.floor(localTime(at, rules.timezone).minute / 60);
  const used = Map.groupBy(entries, ({ service }) => service);
  const services = new Set([...openServices(day, rules), ...used.keys()]);
  const shares = [...services].sort().map(service => ({
    service,
    ...organisationOf(service, rules),
    figures: figuresOf(used.get(service) ?? [], hourOf),
  }));
  const ofServices = (wanted: readonly { readonly service: string }[]) =>
    figuresOf(
      wanted.flatMap(({ service }) => used.get(service) ?? []),
      hourOf,
    );
  return [...shares, ...organisationsOf(shares, ofServices), { figures: figuresOf(entries, hourOf) }];
}

/** The same for the closed days of a month or a quarter. */
export function sharesOfPeriod({ services }: Period): PeriodShare[] {
  const sorted = [...services].sort((one, other) => (one.service < other.service ? -1 : 1));
  const shares = sorted.map(({ days, ...share }) => ({ ...share, days: days.length }));
  const ofServices = (wanted: readonly { readonly service: string; readonly figures: Figures }[]) =>
    together(wanted.map(({ figures }) => figures));
  const daysOf = (organisation?: string) =>
    new Set(
      services
        .filter(share => organisation === undefined || share.organisation === organisation)
        .flatMap(({ days }) => days),
    ).size;
  const organisations = organisationsOf(shares, ofServices);
  return [
    ...shares,
    ...organisations.map(share => ({ ...share, days: daysOf(share.organisation) })),
    { days: daysOf(), figures: ofServices(shares) },
  ];
}

function organisationsOf<S extends { readonly service: string; readonly organisation?: string }>(
  shares: readonly S[],
  figuresTogether: (shares: readonly S[]) => Figures,
): Share[] {
  const by = Map.groupBy(shares, ({ organisation = '' }) => organisation);
  return [...by]
    .filter(([organisation]) => organisation !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([organisation, its]) => ({ organisation, figures: figuresTogether(its) }));
}

function organisationOf(service: string, rules: Rules): { readonly organisation?: string } {
  const organisation = rules.services.get(service)?.organisation;
  return organisation === undefined ? {} : { organisation };
}

function openServices(day: string, { services, opening }: Rules): string[] {
  const number = dayNumber(day);
  return [...services.values()]
    .filter(service => spansOn(number, service, opening).length > 0)
    .map(({ id }) => id);
}
