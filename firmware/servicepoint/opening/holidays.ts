import { dayNumber, weekdayOf } from './calendar';

/**
 * CFG-02, CFG-09. Days on which offices of Finland are closed though the week says otherwise. The two eves are no public holidays; most offices
 * close on them by agreement, so each is a choice of its own.
 */
export type FreeDay = 'public-holidays' | 'christmas-eve' | 'midsummer-eve';

export const freeDays: readonly FreeDay[] = ['public-holidays', 'christmas-eve', 'midsummer-eve'];

const friday = 5;
const saturday = 6;

interface FreeDaysOfYear {
  readonly publicHolidays: ReadonlySet<number>;
  readonly christmasEve: number;
  readonly midsummerEve: number;
}

const years = new Map<number, FreeDaysOfYear>();

/** Whether a day is free by one of the given reasons. */
export function isFree(day: number, reasons: readonly FreeDay[]): boolean {
  if (reasons.length === 0) return false;
  const year = new Date(day * 86_400_000).getUTCFullYear();
  let free = years.get(year);
  if (!free) {
    free = freeDaysOf(year);
    years.set(year, free);
  }
  return (
    (reasons.includes('public-holidays') && free.publicHolidays.has(day)) ||
    (reasons.includes('christmas-eve') && free.christmasEve === day) ||
    (reasons.includes('midsummer-eve') && free.midsummerEve === day)
  );
}

/** Public holidays of Finland in a year: those of the church act (652/2023), the first of May (272/1944) and independence day (388/1937). */
export function publicHolidaysOf(year: number): number[] {
  const easter = easterOf(year);
  return [
    on(year, '01-01'),
    on(year, '01-06'),
    easter - 2,
    easter,
    easter + 1,
    on(year, '05-01'),
    easter + 39,
    easter + 49,
    firstOn(saturday, on(year, '06-20')),
    firstOn(saturday, on(year, '10-31')),
    on(year, '12-06'),
    on(year, '12-25'),
    on(year, '12-26'),
  ];
}

function freeDaysOf(year: number): FreeDaysOfYear {
  return {
    publicHolidays: new Set(publicHolidaysOf(year)),
    christmasEve: on(year, '12-24'),
    midsummerEve: firstOn(friday, on(year, '06-19')),
  };
}

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature 13, 1876, p. 487). */
export function easterOf(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  const [month, day] = [Math.floor(sum / 31), (sum % 31) + 1];
  return on(year, `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function on(year: number, monthAndDay: string): number {
  return dayNumber(`${String(year).padStart(4, '0')}-${monthAndDay}`);
}

/** The first of a weekday on or after a day. */
function firstOn(weekday: number, day: number): number {
  return day + ((weekday - weekdayOf(day) + 7) % 7);
}
