import { localTime } from '../opening/local-time';
import type { RingRules } from './ring-rules';

/** Whether sounders are to be silent now. Lamps know no quiet hours (RNG-05, RNG-08). */
export function isQuiet({ quietHours }: RingRules, at: number, timezone: string): boolean {
  const { weekday, minute } = localTime(at, timezone);
  const yesterday = (weekday + 6) % 7;
  return quietHours.some(({ days, from, to }) => {
    const beginsOn = (day: number) => days?.includes(day) ?? true;
    if (from < to) return beginsOn(weekday) && from <= minute && minute < to;
    return (beginsOn(weekday) && from <= minute) || (beginsOn(yesterday) && minute < to);
  });
}
