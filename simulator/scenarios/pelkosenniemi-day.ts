import { compensated } from './compensation';
import type { Scenario } from './scenario';
import { from, own } from './sourced';

/** 322 events in 151 days; requirements.md 2.10 rounds to 2.1. */
const eventsPerDay = 322 / 151;
const advisor = 0.1;
const providers = compensated('pelkosenniemi', eventsPerDay / 2);

export const pelkosenniemiDay: Scenario = {
  name: 'pelkosenniemi-day',
  title: 'Pelkosenniemi, a village: two customers a day, one advisor',
  site: 'pelkosenniemi',
  day: '2014-11-04',
  eventsPerDay: from('N-010, 2.10', eventsPerDay),
  demand: {
    benefits: { perDay: providers.benefits, minutes: own(15) },
    employment: { perDay: providers.employment, minutes: own(20) },
    tax: { perDay: providers.tax, minutes: from('N-033', 5) },
    police: { perDay: providers.police, minutes: from('N-034: general', 15) },
    register: { perDay: providers.register, minutes: own(14, 'N-036 names 10-15 for a short one') },
    advisor: { perDay: own(advisor, 'the choice of TKT-08'), minutes: own(6) },
    town: { perDay: from('N-021: half', eventsPerDay / 2 - advisor), minutes: own(12) },
  },
  advisors: own(
    [{ counter: 'counter-1', pauses: [{ from: 11 * 60 + 30, minutes: 30 }] }],
    'as the site has one counter',
  ),
  languages: own({ fi: 93, sv: 1, se: 4, en: 2 }),
};
