import { compensated } from './compensation';
import type { Scenario } from './scenario';
import { from, own } from './sourced';

const eventsPerDay = 19.0;
const advisor = 1;
/** N-016: 30-40 % of 200 a month stayed. */
const tax = (200 * 0.35) / (151 / 7.27);
const providers = compensated('saarijarvi', eventsPerDay / 2 - tax, ['tax']);

export const saarijarviDay: Scenario = {
  name: 'saarijarvi-day',
  title: 'Saarijärvi, a small town: employment services by video, closed at lunch time',
  site: 'saarijarvi',
  day: '2014-11-04',
  eventsPerDay: from('N-010, 2.10', eventsPerDay),
  demand: {
    tax: { perDay: from('N-016: 35 % of 200 a month', tax), minutes: from('N-033', 5) },
    benefits: { perDay: providers.benefits, minutes: own(15) },
    employment: { perDay: providers.employment, minutes: own(20) },
    police: { perDay: providers.police, minutes: from('N-034: general', 15) },
    register: { perDay: providers.register, minutes: own(14, 'N-036 names 10-15 for a short one') },
    advisor: { perDay: own(advisor, 'the choice of TKT-08'), minutes: own(6) },
    town: { perDay: from('N-021: half', eventsPerDay / 2 - advisor), minutes: own(12) },
  },
  // N-080: 2 advisors of 1 person-year. The rest of their time is other work at the same desk, left when somebody comes (own).
  advisors: from('N-080: 2; pauses own', [
    { counter: 'counter-1', pauses: [{ from: 11 * 60 + 30, minutes: 45 }] },
    { counter: 'counter-2', pauses: [{ from: 11 * 60 + 30, minutes: 45 }] },
  ]),
  languages: own({ fi: 97, sv: 0.5, en: 2.5 }),
};
