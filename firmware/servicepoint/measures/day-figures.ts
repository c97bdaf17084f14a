import type { Course } from './course';
import { type Count, type Duration, type Figures, hourTally, tallyOf } from './figures';
import { spreadOf } from './spread';

/** Something that counts in no ticket's course. */
export interface Mark {
  readonly what: 'bookingsMissed' | 'bookingsMoved' | 'bookingsCancelled';
  readonly service: string;
  readonly at: number;
}

/** What a day's figures are made of. */
export interface DayRecord {
  readonly courses: Iterable<Course>;
  readonly marks: readonly Mark[];
  /** When the day was ended; absent while it goes on. */
  readonly endedAt?: number;
}

/** One thing that counts, with the service and the instant that it counts for. */
export interface Entry {
  readonly service: string;
  readonly at: number;
  readonly what: Count | Duration;
  /** How many; of a duration how long, ms. */
  readonly value: number;
}

/** STA-03, STA-04. Everything that counts on a day, in any order. What each figure means is decided here and said in `definitions.ts`. */
export function entriesOf({ courses, marks, endedAt }: DayRecord): Entry[] {
  const entries: Entry[] = marks.map(mark => ({ ...mark, value: 1 }));
  for (const course of courses) {
    const { takenFor, service, issuedAt, slot, queueing, waiting, moves, returns, end } = course;
    const add = (what: Entry['what'], of: string, at: number, value = 1) =>
      entries.push({ what, service: of, at, value });
    add('arrivals', takenFor, issuedAt);
    add('people', takenFor, issuedAt, course.people);
    if (slot !== undefined) add('booked', takenFor, issuedAt);
    if (queueing) add('queueing', queueing.service, issuedAt, queueing.ms);
    if (waiting) add('waiting', waiting.service, issuedAt, waiting.ms);
    for (const { from, to, at } of moves) {
      add('transferredOut', from, at);
      add('transferredIn', to, at);
    }
    for (const back of returns) add('reinstated', back.service, back.at);
    if (!end) {
      if (endedAt !== undefined) add('leftOver', service, issuedAt);
      continue;
    }
    add(end.how, end.service, end.at === endedAt ? issuedAt : end.at);
    // A service that only the end of the day ended was a press that was forgotten.
    if (end.how === 'served' && end.at !== endedAt && course.served > 0)
      add('serving', end.service, end.at, course.served);
  }
  return entries;
}

/** The figures of a day from what counts in it. @param hourOf the hour on the wall at an instant, 0-23 */
export function figuresOf(entries: readonly Entry[], hourOf: (at: number) => number): Figures {
  const hours = Map.groupBy(entries, ({ at }) => hourOf(at));
  return {
    ...tally(entries),
    hours: [...hours]
      .sort(([one], [other]) => one - other)
      .map(([hour, those]) => hourTally(hour, tally(those))),
  };
}

function tally(entries: readonly Entry[]) {
  const by = Map.groupBy(entries, ({ what }) => what);
  const valuesOf = (what: Entry['what']) => (by.get(what) ?? []).map(({ value }) => value);
  return tallyOf(
    count => valuesOf(count).reduce((sum, value) => sum + value, 0),
    duration => spreadOf(valuesOf(duration)),
  );
}
