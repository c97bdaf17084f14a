import { compensated } from './compensation';
import type { Scenario } from './scenario';
import { from, own } from './sourced';

const eventsPerDay = 33.2;
const advisor = 2;
/** 15 slots on each of two days a month; a month has 21 opening days. */
const onVisits = (15 * 2) / 21;
const providers = compensated('kiiminki', eventsPerDay / 2);

export const kiiminkiDay: Scenario = {
  name: 'kiiminki-day',
  title: 'Kiiminki, a town near a city: police and Kela',
  site: 'kiiminki',
  day: '2014-11-04',
  eventsPerDay: from('N-010, 2.10', eventsPerDay),
  demand: {
    benefits: { perDay: providers.benefits, minutes: own(15) },
    employment: { perDay: providers.employment, minutes: own(20) },
    tax: { perDay: providers.tax, minutes: from('N-033', 5) },
    'police-visit': {
      perDay: from('N-024, N-043: 15 slots on a visit', 15),
      minutes: from('N-034: Kiiminki', 20),
    },
    police: {
      perDay: from(
        `${providers.police.source}; less the visits of the officer`,
        providers.police.value - onVisits,
      ),
      minutes: from('N-034: Kiiminki', 20),
    },
    register: { perDay: providers.register, minutes: own(14, 'N-036 names 10-15 for a short one') },
    advisor: { perDay: own(advisor, 'the choice of TKT-08'), minutes: own(6) },
    town: { perDay: from('N-021: half', eventsPerDay / 2 - advisor), minutes: own(12) },
  },
  // N-080: 3 advisors of 2 person-years. The rest of their time is other work at the same desk, left when somebody comes (own).
  advisors: from('N-080: 3; pauses own', [
    { counter: 'counter-1', pauses: [{ from: 11 * 60, minutes: 30 }] },
    { counter: 'counter-2', pauses: [{ from: 11 * 60 + 30, minutes: 30 }] },
    { counter: 'counter-3', pauses: [{ from: 12 * 60, minutes: 30 }] },
  ]),
  languages: own({ fi: 97, sv: 0.5, en: 2.5 }),
};
