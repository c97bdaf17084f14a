import { type TString, Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { datePattern } from './date';
import { means } from './meaning';
import { timeOfDayPattern } from './time-of-day';

/** Schemas of when something is open. */

export const TimeOfDay = (description: string): TString =>
  Type.String({
    pattern: timeOfDayPattern,
    description,
    ...means({ code: 'site-time', expects: 'a time of day such as 9:00 or 15:30, at most 24:00' }),
  });

export const Weekday = Type.Union(
  [
    Type.Literal('mon'),
    Type.Literal('tue'),
    Type.Literal('wed'),
    Type.Literal('thu'),
    Type.Literal('fri'),
    Type.Literal('sat'),
    Type.Literal('sun'),
  ],
  { description: 'Day of the week' },
);

const PlaceInMonth = Type.Union(
  [
    Type.Literal('first'),
    Type.Literal('second'),
    Type.Literal('third'),
    Type.Literal('fourth'),
    Type.Literal('fifth'),
    Type.Literal('last'),
  ],
  { description: 'Which of its weekday in the month' },
);

const FreeDay = Type.Union(
  [Type.Literal('public-holidays'), Type.Literal('christmas-eve'), Type.Literal('midsummer-eve')],
  { description: 'Days on which offices are closed' },
);

export const CalendarDate = (description: string): TString =>
  Type.String({
    pattern: datePattern,
    description,
    ...means({ code: 'site-date', expects: 'a date such as 2026-12-24' }),
  });

export const Days = Type.Array(Weekday, { minItems: 1, uniqueItems: true, description: 'Days of the week' });
const From = TimeOfDay('Local time at which they begin');
const To = TimeOfDay('Local time at which they end, 24:00 for midnight');

/** CFG-04, CFG-05, CFG-06. */
export const Hours = exactly({
  days: Days,
  from: From,
  to: To,
  validFrom: Type.Optional(CalendarDate('First day on which these hours hold')),
  validUntil: Type.Optional(CalendarDate('Last day on which these hours hold')),
  everyWeeks: Type.Optional(
    Type.Integer({
      minimum: 2,
      maximum: 52,
      description: 'Only every so many weeks: 2 is every second week, counted from the week of "countedFrom"',
    }),
  ),
  countedFrom: Type.Optional(CalendarDate('The first of the days that come every so many weeks')),
  ofMonth: Type.Optional(
    Type.Array(PlaceInMonth, {
      minItems: 1,
      uniqueItems: true,
      description: 'Only on these of the days in each month, such as [first] for the first Wednesday',
    }),
  ),
});

export const Exception = exactly({
  date: CalendarDate('The day'),
  until: Type.Optional(CalendarDate('The last day, if it is more than one')),
  hours: Type.Optional(
    Type.Array(exactly({ days: Type.Optional(Days), from: From, to: To }), {
      minItems: 1,
      description: 'Other hours in the place of the usual ones; closed, if left out',
    }),
  ),
});

export const exceptionsWords = 'Days that differ from the rest: one day beats a longer time that it lies in';

export const Opening = exactly({
  hours: Type.Optional(
    Type.Array(Hours, {
      minItems: 1,
      description: 'Hours of the whole point, which limit those of every service; no limit, if left out',
    }),
  ),
  exceptions: Type.Optional(
    Type.Array(Exception, { description: `${exceptionsWords}; for the whole point` }),
  ),
  closedOn: Type.Optional(
    Type.Array(FreeDay, {
      uniqueItems: true,
      description:
        'Days of the Finnish calendar on which weekly hours do not hold; all of them, if left out. A single dated day beats them',
    }),
  ),
});

export const LastTicket = exactly({
  minutesBefore: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 240,
      description: 'Minutes before closing from which no number is given; 0, if left out',
    }),
  ),
  byWait: Type.Optional(
    Type.Boolean({
      description:
        'Whether numbers end earlier when whoever takes one would probably still wait at closing time; true, if left out',
    }),
  ),
});
