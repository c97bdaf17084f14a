import { sleep } from '../../hal/platform/time';
import type { Post } from '../scenarios/scenario';
import { seasonOf } from '../scenarios/seasons';
import { localInstant, weekdayOf } from '../time/local-instant';
import { Advisor, type Duty } from './advisor';
import { bookedFor } from './appointments';
import { arrivals } from './arrivals';
import type { Cast } from './cast';
import { Customer } from './customer';
import { eventsPerCustomer, habits, habitsIn } from './habits';
import type { OpeningDay } from './opening-day';
import { type Plan, planCustomer } from './plan';
import { enterOffice } from './surroundings';

const minute = 60_000;

/**
 * Lets the customers and the advisors of an opening day come, act and go. Everybody's plans are drawn beforehand, each from a stream of
 * its own, so that who comes does not depend on how the office does.
 * @returns once the last has gone
 * @throws the signal's reason once it is aborted
 */
export async function liveDay(cast: Cast, opening: OpeningDay, signal: AbortSignal): Promise<void> {
  const { here, leave } = enterOffice(cast.office, cast.time);
  const comeAt = (at: number, what: string) => sleep(here.time, at - here.time.now(), what, signal);
  const lives: Promise<void>[] = [];
  const random = cast.random.stream(opening.day);

  for (const service of Object.keys(cast.scenario.demand)) {
    for (const { plan, comes } of await comingFor(cast, opening, service)) {
      const customer = new Customer(plan, here);
      lives.push(comeAt(comes, 'customer arrives').then(() => customer.visit(signal)));
    }
  }
  const posts = cast.scenario.advisors.value.filter(
    ({ days }) => days?.includes(weekdayOf(opening.day)) ?? true,
  );
  for (const post of posts) {
    const { counter } = post;
    const advisor = new Advisor(dutyOf(post, cast, opening), random.stream(`advisor ${counter}`), here);
    const comes =
      post.from === undefined ? opening.opens : localInstant(opening.day, post.from, cast.rules.timezone);
    lives.push(
      comeAt(Math.max(comes, opening.opens), `advisor opens ${counter}`).then(() => advisor.work(signal)),
    );
  }
  await Promise.all(lives).finally(leave);
}

interface Coming {
  readonly plan: Plan;
  readonly comes: number;
}

async function comingFor(cast: Cast, opening: OpeningDay, service: string): Promise<Coming[]> {
  const { scenario } = cast;
  const random = cast.random.stream(opening.day);
  const planOf = (index: number) => planCustomer(random.stream(`${service} ${index}`), service, scenario);
  const demand = scenario.demand[service];
  if (demand?.slots) {
    const booked = await bookedFor(cast, opening, service);
    if (booked.length > 0) {
      return booked.map(({ booking, comes }, index) => ({ plan: { ...planOf(index), booking }, comes }));
    }
  }
  const { least, most } = habits.dayFactor.value;
  const dayFactor = random.stream('day').between(least, most) * seasonOf(scenario, opening.day, service);
  const expected = ((demand?.perDay.value ?? 0) * dayFactor) / eventsPerCustomer(habitsIn(scenario));
  const spans = opening.spans.get(service) ?? [];
  const coming = arrivals(random.stream(`arrivals ${service}`), expected, spans, opening);
  return coming.map((comes, index) => ({ plan: planOf(index), comes }));
}

function dutyOf({ counter, to, pauses }: Post, { scenario, rules }: Cast, opening: OpeningDay): Duty {
  const at = (minutes: number) => localInstant(opening.day, minutes, rules.timezone);
  const { services = [] } = { ...rules.counters.get(counter) };
  return {
    counter,
    services,
    goesFrom: to === undefined ? opening.closes : at(to),
    pauses: pauses.map(({ from, minutes }) => ({ from: at(from), duration: minutes * minute })),
    noShowWait: habitsIn(scenario).noShowWait,
    stranger: { wait: habits.noShowWait.value, work: 5 * minute },
  };
}
