import { mikkeliDay } from './mikkeli-day';
import type { Scenario } from './scenario';
import { from } from './sourced';

/** Events and opening days of the two stretches that the sources count (requirements.md 2.10). */
const winter = 7662 / 109;
const spring = (10_352 - 7662) / 42;

export const mikkeliQuarter: Scenario = {
  ...mikkeliDay,
  name: 'mikkeli-quarter',
  title: 'Mikkeli from January to March 2015, each month as busy as it was',
  day: '2015-01-01',
  days: 62,
  seasons: from('N-010, N-011, 2.10: to 28.2. and after it, against the mean of both', [
    { from: '2014-09-23', times: winter / mikkeliDay.eventsPerDay.value },
    { from: '2015-03-01', times: spring / mikkeliDay.eventsPerDay.value },
  ]),
};
