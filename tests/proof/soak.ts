import { realHour } from './soak/real-hour';
import { virtualMonth } from './soak/virtual-month';

export interface SoakWanted {
  readonly days: number;
  /** Real ones instead of days; 0 for none. */
  readonly minutes: number;
  readonly seed: number;
}

/** Weeks in virtual time; with `--minutes` the program as it ships in real time, ten times as busy as the busiest of points, with faults on its wires. */
export function soak({ days, minutes, seed }: SoakWanted): Promise<object> {
  return minutes > 0 ? realHour({ minutes, seed }) : virtualMonth({ days, seed });
}
