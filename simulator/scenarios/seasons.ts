import type { Scenario, Season } from './scenario';

/**
 * How busy a day is for a service, or for the whole point, as a multiple of the demand. Of those of the whole point the last that has begun counts,
 * of those of the service each.
 * @param day YYYY-MM-DD
 */
export function seasonOf({ seasons }: Scenario, day: string, service?: string): number {
  const today = seasons?.filter(season => covers(season, day)) ?? [];
  const whole = today.findLast(({ services }) => services === undefined)?.times ?? 1;
  return today
    .filter(({ services }) => service !== undefined && services?.includes(service))
    .reduce((times, season) => times * season.times, whole);
}

/** Service events that the scenario's source says of a day. */
export function expectedOn(scenario: Scenario, day: string): number {
  const { eventsPerDay, demand } = scenario;
  const whole = seasonOf(scenario, day);
  const more = Object.entries(demand).map(
    ([service, { perDay }]) => perDay.value * (seasonOf(scenario, day, service) - whole),
  );
  return more.reduce((sum, extra) => sum + extra, eventsPerDay.value * whole);
}

function covers({ from, until }: Season, day: string): boolean {
  return from <= day && (until === undefined || day <= until);
}
