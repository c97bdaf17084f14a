import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { weekdayOf } from '../servicepoint/opening/calendar';

const oneOrMore = <T extends Parameters<typeof Type.Array>[0]>(one: T) => Type.Union([one, Type.Array(one)]);

const number = oneOrMore(Type.Integer({ minimum: -31, maximum: 31 }));

/** RRULE in jCal (RFC 7265, 3.6.10), as far as it is understood: what reservations have. Anything else is no such rule. */
const jcal = Type.Object(
  {
    freq: Type.Union([
      Type.Literal('DAILY'),
      Type.Literal('WEEKLY'),
      Type.Literal('MONTHLY'),
      Type.Literal('YEARLY'),
    ]),
    interval: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
    until: Type.Optional(Type.String()),
    byday: Type.Optional(oneOrMore(Type.String({ pattern: '^[+-]?[1-5]?(SU|MO|TU|WE|TH|FR|SA)$' }))),
    bymonthday: Type.Optional(number),
    bymonth: Type.Optional(oneOrMore(Type.Integer({ minimum: 1, maximum: 12 }))),
    bysetpos: Type.Optional(number),
    wkst: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 7 }), Type.String()])),
  },
  { additionalProperties: false },
);

/** A rule by which an event comes again. Days are counted from 1 January 1970. */
export interface SeriesRule {
  readonly freq: Static<typeof jcal>['freq'];
  readonly interval: number;
  readonly count?: number;
  /** A DATE or DATE-TIME in jCal: the last that may be. */
  readonly until?: string;
  /** 0 Sunday; `place` in the month, from its end if negative, 0 for each. */
  readonly days: readonly { readonly weekday: number; readonly place: number }[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly places: readonly number[];
  readonly weekStart: number;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Days that are looked at for one rule at most: a century. */
const mostDays = 36_525;

const msOfDay = 86_400_000;

/** @param value of the property RRULE in jCal. @returns undefined for a rule that is not understood */
export function seriesRuleFrom(value: unknown): SeriesRule | undefined {
  if (!Value.Check(jcal, value)) return undefined;
  const { freq, interval = 1, count, until, wkst } = value;
  const days = list(value.byday).map(day => ({
    weekday: weekdays.indexOf(day.slice(-2)),
    place: Number(day.slice(0, -2) || 0),
  }));
  const rule: SeriesRule = {
    freq,
    interval,
    ...(count !== undefined && { count }),
    ...(until !== undefined && { until }),
    days,
    monthDays: list(value.bymonthday),
    months: list(value.bymonth),
    places: list(value.bysetpos),
    weekStart: typeof wkst === 'number' ? wkst - 1 : Math.max(0, weekdays.indexOf(wkst ?? 'MO')),
  };
  return isUnderstood(rule) ? rule : undefined;
}

/** Places of a week in a whole year, or among a set that is no month's, are nothing that a room is reserved by. */
function isUnderstood({ freq, days, monthDays, months, places }: SeriesRule): boolean {
  const isOfMonth = freq === 'MONTHLY' || (freq === 'YEARLY' && months.length > 0);
  if (days.some(({ place }) => place !== 0) && !isOfMonth) return false;
  if (places.length > 0 && !(freq === 'MONTHLY' || (freq === 'YEARLY' && months.length === 1))) return false;
  if (freq === 'WEEKLY' && monthDays.length > 0) return false;
  return !(freq === 'YEARLY' && days.length > 0 && months.length === 0);
}

/**
 * The days from `from` to `to` on which it comes, the first of all among them; in order. Each day is looked at by itself, so no rule can keep the
 * box busy.
 */
export function daysOf(rule: SeriesRule, first: number, from: number, to: number): number[] {
  const found: number[] = [];
  const { count = Number.POSITIVE_INFINITY } = rule;
  // Only a count has to be counted from the beginning.
  const begin = Number.isFinite(count) ? first : Math.max(first, from);
  let counted = 0;
  for (let day = begin; day <= Math.min(to, begin + mostDays) && counted < count; day++) {
    if (day !== first && !falls(rule, first, day)) continue;
    counted += 1;
    if (day >= from) found.push(day);
  }
  return found;
}

function falls(rule: SeriesRule, first: number, day: number): boolean {
  const { freq, interval, months, days, monthDays } = rule;
  const [here, start] = [civil(day), civil(first)];
  if (months.length > 0 && !months.includes(here.month)) return false;
  if (freq === 'DAILY')
    return (
      (day - first) % interval === 0 &&
      (days.length === 0 || days.some(({ weekday }) => weekday === here.weekday)) &&
      (monthDays.length === 0 || isMonthDay(rule, here))
    );
  if (freq === 'WEEKLY') {
    const weeks = (weekOf(day, rule) - weekOf(first, rule)) / 7;
    const wanted = days.length > 0 ? days.map(({ weekday }) => weekday) : [start.weekday];
    return weeks % interval === 0 && wanted.includes(here.weekday);
  }
  const years = here.year - start.year;
  const elapsed = freq === 'YEARLY' ? years : years * 12 + here.month - start.month;
  if (elapsed % interval !== 0) return false;
  const isOtherMonth = months.length === 0 && monthDays.length === 0 && here.month !== start.month;
  if (freq === 'YEARLY' && isOtherMonth) return false;
  return isInMonth(rule, here, start.date) && isPlaced(rule, day, here, start.date);
}

interface Civil {
  readonly year: number;
  readonly month: number;
  /** Of the month. */
  readonly date: number;
  readonly weekday: number;
  /** How many the month has. */
  readonly length: number;
}

function civil(day: number): Civil {
  const at = new Date(day * msOfDay);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { year, month: month + 1, date: at.getUTCDate(), weekday: weekdayOf(day), length };
}

/** The first day of its week. */
function weekOf(day: number, { weekStart }: SeriesRule): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

function isMonthDay({ monthDays }: SeriesRule, { date, length }: Civil): boolean {
  return monthDays.includes(date) || monthDays.includes(date - length - 1);
}

/** @param usual day of the month, where the rule names none */
function isInMonth(rule: SeriesRule, here: Civil, usual: number): boolean {
  const { days, monthDays } = rule;
  if (days.length === 0 && monthDays.length === 0) return here.date === usual;
  if (monthDays.length > 0 && !isMonthDay(rule, here)) return false;
  const { date, length } = here;
  return (
    days.length === 0 ||
    days.some(
      ({ weekday, place }) =>
        weekday === here.weekday &&
        (place === 0 || place === Math.ceil(date / 7) || place === -Math.ceil((length - date + 1) / 7)),
    )
  );
}

/** BYSETPOS: its place among those of its month. */
function isPlaced(rule: SeriesRule, day: number, { date, length }: Civil, usual: number): boolean {
  const { places } = rule;
  if (places.length === 0) return true;
  const month = Array.from({ length }, (_, index) => day - date + 1 + index);
  const set = month.filter(other => isInMonth(rule, civil(other), usual));
  const index = set.indexOf(day);
  return places.includes(index + 1) || places.includes(index - set.length);
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
