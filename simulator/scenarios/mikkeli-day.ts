import type { Scenario } from './scenario';
import { from, own } from './sourced';

/** 151 opening days in seven and a quarter months (requirements.md 2.10). */
const daysPerMonth = 151 / 7.27;

const eventsPerDay = 68.6;
const tax = 500 / daysPerMonth;
const register = 250 / daysPerMonth;
const benefits = 10 / daysPerMonth;
const employment = 10 / daysPerMonth;
const police = 0.3;
const advisor = 4;

export const mikkeliDay: Scenario = {
  name: 'mikkeli-day',
  title: 'Mikkeli, a city: tax and register matters, queues in the rushes',
  site: 'mikkeli',
  day: '2014-11-04',
  eventsPerDay: from('N-010, 2.10', eventsPerDay),
  demand: {
    tax: { perDay: from('N-013: 500 a month', tax), minutes: from('N-033', 5) },
    register: {
      perDay: from('N-014: 250 a month', register),
      minutes: own(14, 'N-036 names 10-15 for a short one'),
    },
    benefits: { perDay: from('N-017: ten a month', benefits), minutes: own(15) },
    // Open on four days of the week, so more on each of them.
    employment: { perDay: from('N-017: ten a month', employment * (5 / 4)), minutes: own(20) },
    police: { perDay: own(police, 'N-091 shows few'), minutes: from('N-034: general', 15) },
    advisor: { perDay: own(advisor, 'the choice of TKT-08'), minutes: own(6) },
    town: {
      perDay: from(
        'N-021: about half; here the rest of the total',
        eventsPerDay - tax - register - benefits - employment - police - advisor,
      ),
      minutes: own(12),
    },
  },
  advisors: from('N-080: 3; pauses own', [
    {
      counter: 'counter-1',
      pauses: [
        { from: 11 * 60, minutes: 30 },
        { from: 13 * 60 + 45, minutes: 12 },
      ],
    },
    {
      counter: 'counter-2',
      pauses: [
        { from: 11 * 60 + 30, minutes: 30 },
        { from: 14 * 60, minutes: 12 },
      ],
    },
    {
      counter: 'counter-3',
      pauses: [
        { from: 12 * 60, minutes: 30 },
        { from: 14 * 60 + 15, minutes: 12 },
      ],
    },
  ]),
  languages: own({ fi: 95, sv: 1, en: 4 }),
};
