import * as assert from 'uvu/assert';
import { planCustomer } from '../../../simulator/people/plan';
import { Random } from '../../../simulator/random';
import type { Scenario } from '../../../simulator/scenarios/scenario';
import type { Lived } from './lived';

export interface Shown {
  /** So many opening days from this one on show it; those of the scenario show it as well. */
  readonly sample: { readonly day?: string; readonly days: number };
  readonly what: string;
  check(lived: Lived, scenario: Scenario): void;
}

const minute = 60_000;
const atLeast = (value: number, least: number, what: string) =>
  assert.ok(value >= least, `${what}: ${value}, at least ${least}`);

/** Each ring of the scenario was heard on each day; how they ended. */
function assertRings(lived: Lived, { rings = [] }: Scenario): void {
  const count = (end: string) => rings.filter(ring => ring.end === end).length * lived.days.length;
  assert.is(lived.of('ring.started').length, rings.length * lived.days.length);
  assert.is(lived.of('ring.answered').length, count('answered'));
  assert.is(
    lived.of('ring.missed').length + lived.of('ring.abandoned').length,
    count('ended') + count('wrong'),
  );
}

/** By preset, those that happen among people; network and devices are in `wires.ts`. */
export const shown: Readonly<Record<string, Shown>> = {
  'tiny-site': {
    sample: { days: 10 },
    what: 'two customers a day are served at once, and the one video unit is answered',
    check(lived, scenario) {
      atLeast(5 * lived.days.length, lived.issued().length, 'numbers');
      assertRings(lived, scenario);
    },
  },
  'small-bilingual': {
    sample: { days: 4 },
    what: 'most numbers are in Swedish, and the notary is asked for on Wednesdays only',
    check(lived) {
      const swedish = lived.issued().filter(({ data }) => data.language === 'sv').length;
      atLeast(swedish / lived.issued().length, 0.4, 'share in Swedish');
      for (const { data } of lived.issued('notary')) assert.is(new Date(data.day).getUTCDay(), 3);
    },
  },
  'remote-heavy': {
    sample: { days: 4 },
    what: 'employment is the largest of the services of the state, and its officers ring',
    check(lived, scenario) {
      const most = lived.issued('employment').length;
      for (const service of ['benefits', 'police', 'register'])
        atLeast(most, lived.issued(service).length, service);
      assertRings(lived, scenario);
    },
  },
  town: {
    sample: { days: 1 },
    what: 'fifteen people come to the officer of the police by appointment, and are called in their turn',
    check(lived) {
      const visits = new Set(lived.issued('police-visit').map(({ data }) => data.day));
      for (const day of visits) {
        const slots = lived.issued('police-visit', day).flatMap(({ data }) => data.slot ?? []);
        assert.is(new Set(slots).size, 15, day);
        assert.is(new Date(day).getUTCDay(), 2);
      }
      const slots = new Map(
        lived.issued('police-visit').map(({ data }) => [`${data.day} ${data.ticket}`, data.slot]),
      );
      let day = '';
      for (const event of lived.events) {
        if (event.type === 'appliance.day-opened') day = event.data.day;
        const slot = 'ticket' in event.data ? slots.get(`${day} ${event.data.ticket}`) : undefined;
        if (event.type === 'ticket.called' && slot !== undefined)
          atLeast(event.at, slot - 15 * minute, 'called');
      }
    },
  },
  city: {
    sample: { days: 1 },
    what: 'tax before register office before the others, and people queue in the rushes',
    check(lived) {
      const of = (service: string) => lived.issued(service).length;
      assert.ok(
        of('tax') > of('register') && of('register') > of('benefits') && of('register') > of('employment'),
      );
      atLeast(
        lived.waited('tax', () => true),
        1,
        'minutes waited for tax',
      );
    },
  },
  'surge-day': {
    sample: { days: 2 },
    what: 'on the day on which the tax office is closed several times as many come, and all wait longer',
    check(lived) {
      const [before, surge] = ['2014-12-29', '2014-12-30'];
      atLeast(lived.issued('tax', surge).length, 2.5 * lived.issued('tax', before).length, 'numbers for tax');
      const usual = lived.waited('tax', day => day === before);
      atLeast(
        lived.waited('tax', day => day === surge),
        usual,
        'minutes waited for tax',
      );
    },
  },
  'tax-season': {
    sample: { day: '2014-12-12', days: 2 },
    what: 'around the turn of the year three times as many come for tax',
    check(lived) {
      const isSeason = (day: string) => day >= '2014-12-15' && day <= '2015-01-23';
      const inSeason = lived.days.filter(isSeason);
      const perDay = (days: readonly string[]) =>
        days.reduce((sum, day) => sum + lived.issued('tax', day).length, 0) / days.length;
      atLeast(
        perDay(inSeason),
        1.8 * perDay(lived.days.filter(day => !isSeason(day))),
        'numbers for tax a day',
      );
    },
  },
  'two-floor': {
    sample: { days: 1 },
    what: 'the guide of employment and the caretaker of care serve their own queues, and nobody else does',
    check(lived) {
      const own = { employment: 'te-lobby', care: 'care-lobby' } as Readonly<Record<string, string>>;
      const lobby = Object.values(own);
      for (const { data } of lived.of('ticket.served')) {
        if (own[data.service]) assert.is(data.counter, own[data.service]);
        else assert.not(lobby.includes(data.counter), `${data.service} at ${data.counter}`);
      }
      atLeast(new Set(lived.issued().map(({ data }) => data.service)).size, 15, 'services asked for');
    },
  },
  personas: {
    sample: { days: 2 },
    what: 'over half need support, one in ten has two matters, and some of these are groups with one number',
    check(lived, scenario) {
      const random = new Random('personas');
      const plans = Array.from({ length: 4000 }, (_, index) =>
        planCustomer(random.stream(index), 'tax', scenario),
      );
      const share = (of: (plan: (typeof plans)[number]) => boolean) => plans.filter(of).length / plans.length;
      const two = share(({ matters }) => matters.length === 2);
      assert.ok(Math.abs(two - 0.1) < 0.02, `${two} with two matters`);
      const groups = share(({ group }) => group > 1);
      assert.ok(Math.abs(groups - 0.1 * 0.55 * 0.5) < 0.01, `${groups} in groups`);
      atLeast(lived.issued().filter(({ data }) => (data.group ?? 1) > 1).length, 1, 'numbers of groups');
    },
  },
  'no-show': {
    sample: { days: 1 },
    what: 'who misses the call was shown twice and waited for',
    check(lived) {
      atLeast(lived.figures.total.noShows / lived.figures.total.issued, 0.1, 'share of no-shows');
      const called = new Map<string, number>();
      const needsTime = new Set(
        lived
          .issued()
          .filter(({ data }) => data.needsTime)
          .map(({ data }) => `${data.day} ${data.ticket}`),
      );
      let day = '';
      let recalled = new Set<string>();
      for (const event of lived.events) {
        if (event.type === 'appliance.day-opened') day = event.data.day;
        if (event.type === 'ticket.called') {
          called.set(event.data.ticket, event.at);
          recalled = new Set([...recalled].filter(ticket => ticket !== event.data.ticket));
        }
        if (event.type === 'ticket.recalled') recalled.add(event.data.ticket);
        if (event.type !== 'ticket.no-show') continue;
        const { ticket } = event.data;
        assert.ok(recalled.has(ticket), `${ticket} was shown twice`);
        const waited = event.at - (called.get(ticket) ?? 0);
        atLeast(waited, (needsTime.has(`${day} ${ticket}`) ? 300 : 150) * 1000, `${ticket} waited for`);
      }
    },
  },
  'late-booking': {
    // One visit of the officer on each side of 24.7.2013.
    sample: { day: '2013-07-16', days: 16 },
    what: 'without a booking system the customers of the officer take numbers; when it comes they have appointments',
    check(lived) {
      const numbers = lived.issued('police-visit');
      const before = numbers.filter(({ data }) => data.day < '2013-07-24');
      const after = numbers.filter(({ data }) => data.day >= '2013-07-24');
      assert.ok(before.length > 0 && before.every(({ data }) => data.slot === undefined));
      atLeast(after.filter(({ data }) => data.slot !== undefined).length, 14, 'by appointment');
      assert.is(lived.of('ticket.booked').filter(({ data }) => data.day < '2013-07-24').length, 0);
    },
  },
  'wrong-call': {
    sample: { days: 1 },
    what: 'a wrong call is marked as one, and what is not answered is recorded',
    check(lived, scenario) {
      assertRings(lived, scenario);
      assert.is(lived.of('ring.marked-wrong').length, lived.days.length);
      const known = lived
        .of('ring.started')
        .filter(({ data }) => 'caller' in data && data.caller !== undefined);
      assert.is(known.length, 3 * lived.days.length, 'of the other point nothing is kept');
    },
  },
};
