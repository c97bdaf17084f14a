import { sleep } from '../../hal/platform/time';
import { seasonOf } from '../scenarios/scenario';
import { localInstant } from '../time/local-instant';
import { Advisor } from './advisor';
import { arrivals } from './arrivals';
import type { Cast } from './cast';
import { Customer } from './customer';
import { eventsPerCustomer, habits } from './habits';
import type { OpeningDay } from './opening-day';
import { planCustomer } from './plan';
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
  const random = cast.random.stream(opening.day);
  const comeAt = (at: number, what: string) => sleep(here.time, at - here.time.now(), what, signal);
  const lives: Promise<void>[] = [];

  const { least, most } = habits.dayFactor.value;
  const dayFactor = random.stream('day').between(least, most) * seasonOf(cast.scenario, opening.day);
  for (const [service, { perDay }] of Object.entries(cast.scenario.demand)) {
    const expected = (perDay.value * dayFactor) / eventsPerCustomer;
    const coming = arrivals(
      random.stream(`arrivals ${service}`),
      expected,
      opening.spans.get(service) ?? [],
      opening,
    );
    for (const [index, at] of coming.entries()) {
      const plan = planCustomer(random.stream(`${service} ${index}`), service, cast.scenario);
      const customer = new Customer(plan, here);
      lives.push(comeAt(at, 'customer arrives').then(() => customer.visit(signal)));
    }
  }
  for (const { counter, pauses } of cast.scenario.advisors.value) {
    const advisor = new Advisor(
      {
        counter,
        services: cast.rules.counters.get(counter)?.services ?? [],
        goesFrom: opening.closes,
        pauses: pauses.map(({ from, minutes }) => ({
          from: localInstant(opening.day, from, cast.rules.timezone),
          duration: minutes * minute,
        })),
        stranger: { wait: habits.noShowWait.value, work: 5 * minute },
      },
      random.stream(`advisor ${counter}`),
      here,
    );
    lives.push(comeAt(opening.opens, `advisor opens ${counter}`).then(() => advisor.work(signal)));
  }
  await Promise.all(lives).finally(leave);
}
