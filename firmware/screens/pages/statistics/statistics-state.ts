import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';
import type { StatisticsPeriod } from './statistics-feed';

/** What is to be seen; all of it stands in the address. */
export interface StatisticsState {
  readonly look: Look;
  readonly period: StatisticsPeriod;
  /** A day in the period, YYYY-MM-DD. */
  readonly day: string;
  /** `all`, `organisation-ID` or `service-ID`. */
  readonly of: string;
}

/** What the query does not say, or says wrongly, is today and the whole point. */
export function statisticsState(query: URLSearchParams, usual: string, today: string): StatisticsState {
  const period = query.get('period');
  return {
    look: lookFrom(query, usual),
    period: period === 'month' || period === 'quarter' ? period : 'day',
    day: dayFrom(query.get('day')) ?? today,
    of: query.get('of') ?? 'all',
  };
}

/** @param usual language of the site */
export function statisticsHref({ look, period, day, of }: StatisticsState, usual: string): string {
  return queryHref({ ...lookQuery(look, usual), period, day, ...(of !== 'all' && { of }) });
}

function dayFrom(text: string | null): string | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : text;
}
