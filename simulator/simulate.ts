import type { Site } from '../firmware/config/site';
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
import { type Settle, turnsWhile, VirtualTime } from './time/virtual-time';
import type { FromOutside } from './whole-site/whole-site';

export interface Simulation {
  readonly scenario: Scenario;
  /** Of the scenario's site. */
  readonly rules: Rules;
  readonly seed: number;
  /** Opening days to simulate; days on which everything is closed are passed over. */
  readonly days: number;
  /** Of the scenario, for one with troubles of network and devices: the whole appliance lives then, with its wires. */
  readonly site?: Site;
  /** Told of every committed event, in order. */
  readonly see: (event: ServiceEvent) => void;
  /** Has the box when the last day is over and its figures are closed. */
  readonly afterwards?: (runtime: Runtime, days: readonly string[], outside?: FromOutside) => Promise<void>;
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
  /** What became of network and devices, of a scenario with troubles. */
  readonly outside?: FromOutside;
  /** From the openings until the last person had gone, all days together, ms of virtual time. */
  readonly duration: number;
}

/** The box is switched on so long before the first opening, ms. */
const beforeOpening = 600_000;

/**
 * Runs the product itself, on a journal in memory, through the days of a scenario in virtual time. The same seed gives the same events.
 * @throws Error when the site is never open, or when somebody in the office waits for what can never come
 */
export async function simulate({
  scenario,
  rules,
  seed,
  days,
  site,
  see,
  alongside,
  afterwards,
}: Simulation): Promise<Simulated> {
  const time = new VirtualTime(localInstant(scenario.day, 0, rules.timezone));
  const random = new Random(seed).stream(scenario.name);
  const openings = [...openingDays(rules, scenario.day, days)];
  const hasWires = scenario.faults !== undefined || scenario.network !== undefined;
  // Wires make time dear: the night before the first day is left out.
  if (hasWires) time.advanceTo((openings[0]?.opens ?? time.now()) - beforeOpening);
  const box = await boxFor({ scenario, site, rules, time, random, see });
  const { runtime, settle } = box;
  const office = officeOf(runtime);
  let duration = 0;
  const lived: string[] = [];
  try {
    for (const opening of openings) {
      await time.runTo(opening.opens - 1, settle);
      const people = liveDay(
        { office, time, random, scenario, rules },
        opening,
        new AbortController().signal,
      );
      const beside = { runtime, time, random: random.stream(opening.day).stream('alongside') };
      const rings = ringThrough(scenario, opening.day, { runtime, time, timezone: rules.timezone });
      const day = Promise.all([people, rings, alongside?.(opening, beside)]);
      await time.runUntil(day, settle);
      duration += time.now() - opening.opens;
      lived.push(opening.day);
      if (hasWires && !afterwards && lived.length === days) break;
      await time.runTo(localInstant(dayAfter(opening.day), 0, rules.timezone), settle);
      await Promise.all([runtime.record({ name: 'tick', args: {} }), settle()]);
    }
    await afterwards?.(runtime, lived, box.outside);
  } finally {
    await box.stop();
  }
  const { outside } = box;
  return { days: lived, duration, ...(outside && { outside }) };
}

interface Box {
  readonly runtime: Runtime;
  readonly settle: Settle;
  readonly outside?: FromOutside;
  stop(): Promise<void>;
}

interface Place {
  readonly scenario: Scenario;
  readonly site: Site | undefined;
  readonly rules: Rules;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly see: (event: ServiceEvent) => void;
}

/** The rules alone, on a journal in memory; the whole appliance where something happens to its wires. */
async function boxFor({ scenario, site, rules, time, random, see }: Place): Promise<Box> {
  if (!scenario.faults && !scenario.network) return bareBox(rules, time, see);
  if (!site) throw new Error(`${scenario.name}: the site is needed for what happens to its wires`);
  const { WholeSite } = require('./whole-site/whole-site') as typeof import('./whole-site/whole-site.js');
  const whole = new WholeSite({ scenario, site, time, random: random.stream('whole site'), see });
  await whole.start();
  return {
    runtime: whole.runtime,
    settle: whole.settle,
    get outside() {
      return whole.fromOutside;
    },
    stop: () => whole.stop(),
  };
}

function bareBox(rules: Rules, time: VirtualTime, see: Place['see']): Box {
  const runtime = new Runtime({
    journalFile: ':memory:',
    rules,
    time,
    log: silent,
    version: 'simulation',
    makeEpoch: () => 'simulation',
  });
  officeOf(runtime).watch(see);
  return {
    runtime,
    settle: turnsWhile(() => runtime.journal.waiting > 0),
    stop: async () => runtime.stop(),
  };
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
