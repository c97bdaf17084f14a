import { Runtime } from '../firmware/runtime';
import type { ServiceEvent } from '../firmware/servicepoint/events';
import type { Rules } from '../firmware/servicepoint/rules';
import { silent } from '../hal/platform/log';
import type { Time } from '../hal/platform/time';
import { liveDay } from './people/day-of-people';
import { officeOf } from './people/office';
import { type OpeningDay, openingDay } from './people/opening-day';
import { ringThrough } from './people/rings-of-day';
import { Random } from './random';
import type { Scenario } from './scenarios/scenario';
import { dayAfter, localInstant } from './time/local-instant';
import { turnsWhile, VirtualTime } from './time/virtual-time';

export interface Simulation {
  readonly scenario: Scenario;
  /** Of the scenario's site. */
  readonly rules: Rules;
  readonly seed: number;
  /** Opening days to simulate; days on which everything is closed are passed over. */
  readonly days: number;
  /** Told of every committed event, in order. */
  readonly see: (event: ServiceEvent) => void;
  /** Has the box when the last day is over and its figures are closed. */
  readonly afterwards?: (runtime: Runtime, days: readonly string[]) => Promise<void>;
  /** What else happens at the point on an opening day, beside customers and advisors. */
  readonly alongside?: (opening: OpeningDay, box: SimulatedBox) => Promise<void>;
}

/** What those who live alongside the people have of the box. */
export interface SimulatedBox {
  readonly runtime: Pick<Runtime, 'execute' | 'record'>;
  readonly time: Time;
  /** A stream of their own, another on each day. */
  readonly random: Random;
}

export interface Simulated {
  /** Opening days, YYYY-MM-DD. */
  readonly days: readonly string[];
  /** From the openings until the last person had gone, all days together, ms of virtual time. */
  readonly duration: number;
}

/**
 * Runs the product itself, on a journal in memory, through the days of a scenario in virtual time. The same seed gives the same events.
 * @throws Error when the site is never open, or when somebody in the office waits for what can never come
 */
export async function simulate({
  scenario,
  rules,
  seed,
  days,
  see,
  alongside,
  afterwards,
}: Simulation): Promise<Simulated> {
  const time = new VirtualTime(localInstant(scenario.day, 0, rules.timezone));
  const runtime = new Runtime({
    journalFile: ':memory:',
    rules,
    time,
    log: silent,
    version: 'simulation',
    makeEpoch: () => 'simulation',
  });
  const settle = turnsWhile(() => runtime.journal.waiting > 0);
  const office = officeOf(runtime);
  office.watch(see);
  const random = new Random(seed).stream(scenario.name);
  let duration = 0;
  const lived: string[] = [];
  try {
    for (const opening of openingDays(rules, scenario.day, days)) {
      await time.runTo(opening.opens - 1, settle);
      const people = liveDay(
        { office, time, random, scenario, rules },
        opening,
        new AbortController().signal,
      );
      const box = { runtime, time, random: random.stream(opening.day).stream('alongside') };
      const rings = ringThrough(scenario, opening.day, { runtime, time, timezone: rules.timezone });
      const day = Promise.all([people, rings, alongside?.(opening, box)]);
      await time.runUntil(day, settle);
      duration += time.now() - opening.opens;
      await time.runTo(localInstant(dayAfter(opening.day), 0, rules.timezone), settle);
      await Promise.all([runtime.record({ name: 'tick', args: {} }), settle()]);
      lived.push(opening.day);
    }
    await afterwards?.(runtime, lived);
  } finally {
    runtime.stop();
  }
  return { days: lived, duration };
}

function* openingDays(rules: Rules, from: string, count: number): Generator<OpeningDay> {
  let day = from;
  for (let found = 0, closed = 0; found < count; day = dayAfter(day)) {
    const opening = openingDay(rules, day);
    if (opening) {
      found += 1;
      closed = 0;
      yield opening;
    } else if (++closed > 7) throw new Error('the site is closed on every day of the week');
  }
}
