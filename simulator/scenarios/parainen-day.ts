import { compensated } from './compensation';
import type { Scenario } from './scenario';
import { from, own } from './sourced';

const eventsPerDay = 15.9;
const advisor = 1;
/** On Wednesdays. */
const notary = 2;
/** N-015: 30-50 a month, the notary's among them. */
const register = 40 / (151 / 7.27);
const providers = compensated('parainen', eventsPerDay / 2 - register, ['register']);

export const parainenDay: Scenario = {
  name: 'parainen-day',
  title: 'Parainen, a bilingual town: mostly Swedish, a notary on Wednesdays',
  site: 'parainen',
  day: '2014-11-04',
  eventsPerDay: from('N-010, 2.10', eventsPerDay),
  demand: {
    register: {
      perDay: from('N-015: 40 a month, less the notary', register - notary / 5),
      minutes: own(14, 'N-036 names 10-15 for a short one'),
    },
    notary: { perDay: from('N-042: on Wednesdays; how many is own', notary), minutes: own(20) },
    benefits: { perDay: providers.benefits, minutes: own(15) },
    employment: { perDay: providers.employment, minutes: own(20) },
    tax: { perDay: providers.tax, minutes: from('N-033', 5) },
    police: { perDay: providers.police, minutes: from('N-034: general', 15) },
    advisor: { perDay: own(advisor, 'the choice of TKT-08'), minutes: own(6) },
    town: { perDay: from('N-021: half', eventsPerDay / 2 - advisor), minutes: own(12) },
  },
  // N-080: 2 advisors of 1.3 person-years. The rest of their time is other work at the same desk, left when somebody comes (own).
  advisors: from('N-080: 2; pauses own', [
    { counter: 'counter-1', pauses: [{ from: 11 * 60, minutes: 30 }] },
    { counter: 'counter-2', pauses: [{ from: 12 * 60, minutes: 30 }] },
  ]),
  languages: from('ACC-02: a majority speaks Swedish; the shares are own', { sv: 56, fi: 41, en: 3 }),
};
