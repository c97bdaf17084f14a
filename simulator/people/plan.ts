import type { Random } from '../random';
import type { Scenario } from '../scenarios/scenario';
import { habits, habitsIn } from './habits';
import type { Errand } from './room';

/** How it goes with one matter if nothing else happens. Durations in ms. */
export interface Matter {
  readonly errand: Errand;
  readonly patience: number;
  /** Gives up with a word to the lobby advisor, or without. */
  readonly tellsWhenLeaving: boolean;
  /** Does not notice the first call. */
  readonly missesCall: boolean;
  /** After a missed turn: asks to be put back after this time, or goes away. */
  readonly comesBackAfter?: number;
}

/** All that is drawn for one customer, before anything happens: what the office does cannot change who the next one is. */
export interface Plan {
  readonly language: string;
  readonly asksForTime: boolean;
  /** People that come together; 1 for one. */
  readonly group: number;
  /** Code of the booking for the first matter. */
  readonly booking?: string;
  /** From the chair to the counter, ms. */
  readonly walk: number;
  /** From a counter to the kiosk, ms. */
  readonly toKiosk: number;
  readonly matters: readonly Matter[];
}

/** @param service what brings the customer here */
export function planCustomer(random: Random, service: string, scenario: Scenario): Plan {
  const who = random.stream('who');
  const own = habitsIn(scenario);
  const supported = who.chance(own.needsSupport);
  const services = weightsOf(scenario);
  const walk = supported ? habits.walk.supported : habits.walk.alone;
  const matters = [planMatter(random.stream('matter 1'), service, scenario, supported)];
  if (who.chance(own.secondMatter)) {
    matters.push(planMatter(random.stream('matter 2'), who.pick(services), scenario, supported));
  }
  return {
    language: who.pick(scenario.languages.value),
    group: supported && matters.length > 1 ? groupOf(random.stream('group'), own.groups) : 1,
    asksForTime: supported && who.chance(habits.asksForTime.value),
    walk: who.lognormal(walk.value, habits.walk.variation.value),
    toKiosk: who.exponential(habits.toKiosk.value),
    matters,
  };
}

function groupOf(random: Random, share: number): number {
  const { least, most } = habits.groupSize.value;
  return random.chance(share) ? Math.floor(random.between(least, most + 1)) : 1;
}

function planMatter(random: Random, service: string, scenario: Scenario, supported: boolean): Matter {
  const { patience, noticesAfter, wrongQueue, form } = habits;
  const mistaken = random.chance((supported ? wrongQueue.supported : wrongQueue.alone).value);
  const { value: minutes = 0 } = { ...scenario.demand[service]?.minutes };
  return {
    errand: {
      service,
      asksFor: mistaken ? mistakenFor(service, scenario, random.stream('mistake')) : service,
      work: random.lognormal(minutes * 60_000, habits.serviceVariation.value),
      ...(random.chance(habits.needsForm.value)
        ? { form: { takes: random.lognormal(form.value.mean, form.value.variation) } }
        : {}),
    },
    patience: random.lognormal(patience.value.mean, patience.value.variation),
    tellsWhenLeaving: random.chance(habits.tellsWhenLeaving.value),
    missesCall: random.chance(habitsIn(scenario).missesCall),
    ...(random.chance(habitsIn(scenario).comesBack)
      ? { comesBackAfter: random.between(noticesAfter.value.least, noticesAfter.value.most) }
      : {}),
  };
}

function mistakenFor(service: string, scenario: Scenario, random: Random): string {
  const { [service]: _, ...others } = weightsOf(scenario);
  return Object.keys(others).length > 0 ? random.pick(others) : service;
}

function weightsOf(scenario: Scenario): Record<string, number> {
  return Object.fromEntries(
    Object.entries(scenario.demand).map(([service, { perDay }]) => [service, perDay.value]),
  );
}
