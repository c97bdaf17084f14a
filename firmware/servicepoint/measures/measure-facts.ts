import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Code, Day, exactly, KioskId, Language, ServiceId } from '../vocabulary';
import { type Count, counts, type Duration, durations } from './figures';
import { mostMinutes } from './spread';

const Tickets = Type.Integer({ minimum: 0 });
const Milliseconds = Type.Integer({ minimum: 0, description: 'Milliseconds' });

const Spread = exactly({
  count: Tickets,
  sum: Milliseconds,
  mean: Type.Optional(Milliseconds),
  p50: Type.Optional(Milliseconds),
  p90: Type.Optional(Milliseconds),
  longest: Type.Optional(Milliseconds),
  minutes: Type.Array(Tickets, {
    maxItems: mostMinutes + 1,
    description: 'At place n: how many took more than n - 1 and at most n minutes',
  }),
});

const tally = {
  ...(Object.fromEntries(counts.map(count => [count, Tickets])) as Record<Count, typeof Tickets>),
  ...(Object.fromEntries(durations.map(duration => [duration, Spread])) as Record<Duration, typeof Spread>),
};

const Figures = exactly({
  ...tally,
  hours: Type.Array(
    exactly({
      hour: Type.Integer({ minimum: 0, maximum: 23, description: 'Local hour, from the full hour on' }),
      ...Type.Partial(Type.Object(tally)).properties,
    }),
    { maxItems: 24, description: 'Hours in which there was something; what is left out was nothing' },
  ),
});

/** Whose figures: of a service with its organisation; of all services of an organisation; of the whole point if neither is there. */
const whose = {
  service: Type.Optional(ServiceId),
  organisation: Type.Optional({ ...ServiceId, description: 'Id of an organisation in the site file' }),
};

const Days = Type.Integer({
  minimum: 0,
  description: 'Closed days that are in it: on which it was open or used',
});

/**
 * The figures of what is over; they never change again. Definitions: `definitions.ts`. What happened in demonstration and training is not in
 * them. Each close ends with the fact of the whole point.
 */
export const measureFacts = {
  'measure.day-closed': exactly({ day: Day, ...whose, figures: Figures }),
  /** Percentiles of more than a day are rounded up to a whole minute. */
  'measure.month-closed': exactly({
    month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
    ...whose,
    days: Days,
    figures: Figures,
  }),
  /** What providers pay by (STA-15). */
  'measure.quarter-closed': exactly({
    quarter: Type.String({ pattern: '^\\d{4}-Q[1-4]$' }),
    ...whose,
    days: Days,
    figures: Figures,
  }),
  /** Somebody wants the summary of a day on paper. */
  'measure.summary-asked': exactly({ day: Day, kiosk: KioskId, language: Language }),
  'measure.summary-ended': exactly({
    day: Day,
    kiosk: KioskId,
    outcome: Type.Union([Type.Literal('done'), Type.Literal('not-done'), Type.Literal('unknown')]),
    code: Type.Optional(Code),
  }),
} as const satisfies Record<string, TSchema>;

export type DayClosed = Static<(typeof measureFacts)['measure.day-closed']>;
