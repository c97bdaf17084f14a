import type { Rules } from '../rules';
import type { Duration } from './duration';
import { timesLonger } from './group-work';
import type { WaitLearningView } from './learning';
import { type Moments, memory, noMoments, shrunkMean, shrunkVariance } from './moments';

/** What the box takes for true of the work at the counters, learned as far as there was something to learn from. Minutes. */
export interface Habits {
  /** Of those who come, by service and people on the ticket. */
  duration(service: string, group?: number): Duration;
  /** What one number costs a counter on average, from the end of the customer before: no-shows and the way between included. */
  work(service: string, group?: number): number;
  /** What is left of a service that goes on at a moment taken at random. */
  readonly rest: number;
  /** A call that nobody comes to. */
  readonly missed: number;
  /** From the end of one customer to the call of the next. */
  readonly gap: number;
}

/** Before anything is known: minutes of a service, unless the site file says; share and minutes of no-shows. */
const unknown = { minutes: 10, noShow: 0.05, missed: 2.5, logVariance: 0.5 };

/** How many real customers these guesses count as. */
const guessStrength = 20;

/** How many customers of its own a service needs to be believed as much as the whole site. */
const serviceStrength = 5;

/** The mean of a service from what was seen alone; undefined before the first customer of the site. */
export function typicalMinutes(service: Moments, site: Moments): number | undefined {
  return site.weight > 0 ? shrunkMean(service, site.sum / site.weight, serviceStrength) : undefined;
}

export function habitsOf(learning: WaitLearningView, rules: Rules): Habits {
  const typed = [...rules.services.values()].flatMap(({ minutes }) => minutes ?? []);
  const guess = typed.length > 0 ? typed.reduce((sum, one) => sum + one, 0) / typed.length : unknown.minutes;
  const site = guessed(learning.site, guess);
  const { weight, squares: sum } = learning.site;
  const logVariance = shrunkVariance(learning.shape, unknown.logVariance, fading(learning.shape));
  const noShow = guessed(learning.noShows, unknown.noShow);
  const missed = guessed(learning.missed, unknown.missed);
  const gap = guessed(learning.gaps, 0);
  // What is typed in says how services differ; how long all of them take has been learned.
  const meanOf = (service: string) =>
    shrunkMean(
      learning.services.get(service) ?? noMoments,
      (site * (rules.services.get(service)?.minutes ?? guess)) / guess,
      serviceStrength,
    );
  const work = (mean: number) => mean * (1 - noShow) + missed * noShow + gap;
  // From what was seen: services of different length spread more than each of them.
  const square = guessed({ weight, sum }, site * site * Math.exp(logVariance));
  return {
    duration: (service, group) => ({ mean: meanOf(service) * timesLonger(group), logVariance }),
    work: (service, group) => work(meanOf(service) * timesLonger(group)),
    // The mean residual of a renewal process.
    rest: (square * (1 - noShow) + missed * missed * noShow) / (2 * work(site)),
    missed,
    gap,
  };
}

function guessed(seen: Pick<Moments, 'weight' | 'sum'>, guess: number): number {
  return shrunkMean(seen, guess, fading(seen));
}

/** A guess is forgotten as what was seen is, so that it does not weigh on what is known for ever. */
function fading({ weight }: Pick<Moments, 'weight'>): number {
  return guessStrength * Math.max(0, 1 - weight / memory);
}
