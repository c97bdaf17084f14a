import type { Course } from './course';
import type { Mark } from './day-figures';
import type { Figures } from './figures';

/** A day that is over and whose figures are still to be told. */
export interface EndedDay {
  readonly day: string;
  readonly courses: readonly Course[];
  readonly marks: readonly Mark[];
  readonly endedAt: number;
}

/** What a service has come to in a month or a quarter so far. */
export interface ServiceSoFar {
  readonly service: string;
  readonly organisation?: string;
  /** On which it was open or used. */
  readonly days: readonly string[];
  readonly figures: Figures;
}

/** A month or a quarter that goes on: the days of it that are closed. */
export interface Period {
  /** `2026-03` or `2026-Q1`. */
  readonly name: string;
  readonly services: readonly ServiceSoFar[];
}

export interface Measures {
  /** Live tickets of the day, by code. */
  readonly courses: Map<string, Course>;
  readonly marks: Mark[];
  ended?: EndedDay;
  month?: Period;
  quarter?: Period;
  /** The last days that were closed, the oldest first: summaries of them can be printed. */
  readonly closed: string[];
}

export interface MeasuresView {
  readonly courses: ReadonlyMap<string, Course>;
  readonly marks: readonly Mark[];
  readonly ended?: EndedDay;
  readonly month?: Period;
  readonly quarter?: Period;
  readonly closed: readonly string[];
}

export function emptyMeasures(): Measures {
  return { courses: new Map(), marks: [], closed: [] };
}

/** As JSON. `measuresFrom(plainMeasures(measures))` equals `measures`. */
export function plainMeasures({ courses, ...rest }: MeasuresView): object {
  return { ...rest, courses: [...courses] };
}

export function measuresFrom(plain: ReturnType<typeof JSON.parse>): Measures {
  return { ...plain, courses: new Map(plain.courses) };
}
