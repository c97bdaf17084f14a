import { merged, type Spread } from './spread';

/** Every count there is; what each means stands in `definitions.ts`. */
export const counts = [
  'arrivals',
  'people',
  'booked',
  'served',
  'noShows',
  'cancelled',
  'leftOver',
  'transferredIn',
  'transferredOut',
  'reinstated',
  'bookingsMissed',
  'bookingsMoved',
  'bookingsCancelled',
] as const;
export type Count = (typeof counts)[number];

/** Every duration there is; what each means stands in `definitions.ts`. */
export const durations = ['queueing', 'waiting', 'serving'] as const;
export type Duration = (typeof durations)[number];

/** What is measured of a stretch of time. */
export type Tally = Readonly<Record<Count, number>> & Readonly<Record<Duration, Spread>>;

/** What is measured of the hour of the clock on the wall from this full hour on, 0-23. What is not there was nothing. */
export interface HourTally extends Partial<Tally> {
  readonly hour: number;
}

/** The figures of a day, a month or a quarter, altogether and by the hour (STA-01, STA-02). Hours in which nothing was are left out. */
export interface Figures extends Tally {
  readonly hours: HourTally[];
}

/** Of several figures together. */
export function together(figures: readonly Figures[]): Figures {
  const hours = Map.groupBy(
    figures.flatMap(part => part.hours),
    ({ hour }) => hour,
  );
  return {
    ...tallied(figures),
    hours: [...hours]
      .sort(([one], [other]) => one - other)
      .map(([hour, tallies]) => hourTally(hour, tallied(tallies))),
  };
}

export function hourTally(hour: number, tally: Tally): HourTally {
  const something = Object.entries(tally).filter(([, of]) => (typeof of === 'number' ? of : of.count) > 0);
  return { hour, ...Object.fromEntries(something) };
}

function tallied(tallies: readonly Partial<Tally>[]): Tally {
  return tallyOf(
    count => tallies.reduce((sum, tally) => sum + (tally[count] ?? 0), 0),
    duration => merged(tallies.flatMap(tally => tally[duration] ?? [])),
  );
}

export function tallyOf(count: (of: Count) => number, spread: (of: Duration) => Spread): Tally {
  return Object.fromEntries([
    ...counts.map(of => [of, count(of)]),
    ...durations.map(of => [of, spread(of)]),
  ]) as unknown as Tally;
}
