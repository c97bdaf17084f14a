import { Random } from '../../../simulator/random';

/** Something that people do or that happens to them. `n` chooses among what there is when it happens; `lasts` is for what ends by itself, ms. */
export interface Step {
  /** After the box is switched on in the morning, ms. */
  readonly at: number;
  readonly what: Act | Fault;
  readonly n: number;
  readonly lasts: number;
}

/** How much more often than the others each happens. */
const acts = {
  press: 14,
  'page-ticket': 8,
  'remote-ticket': 3,
  next: 14,
  arrived: 8,
  done: 8,
  'no-show': 2,
  park: 2,
  transfer: 2,
  recall: 3,
  reinstate: 2,
  cancel: 1,
  ring: 3,
  smiley: 6,
  'open-answer': 1,
  resend: 0.5,
  desired: 0.5,
  presence: 2,
  configure: 1,
} as const;
export type Act = keyof typeof acts;

const faults = {
  'hub-killed': 3,
  'hub-power-cut': 4,
  'hub-restarted': 1,
  'hub-killed-at-step': 5,
  'room-power-cut': 2,
  'broker-gone': 3,
  'hub-cable-out': 3,
  'room-cable-out': 3,
  'connections-reset': 2,
  'clock-jumps': 1,
  'printer-cable-out': 3,
  'printer-power-cut': 2,
  'paper-out': 2,
  'cover-open': 1,
  'printer-garbage': 1,
  'printer-silent': 1,
  'board-reset': 3,
  'board-unplugged': 2,
  'board-hung': 1,
} as const;
export type Fault = keyof typeof faults;

const minute = 60_000;

/** What one day is made of, in the order of time. */
export interface DayPlan {
  /** How long the point is open, ms. */
  readonly open: number;
  /** Whether the satellite has power at all. */
  readonly room: boolean;
  /** Whether a newer release is offered. */
  readonly update: boolean;
  /** How the evening ends. */
  readonly night: 'switched-off' | 'stopped';
  readonly steps: readonly Step[];
}

/** Before the opening, and after the close until all faults are over and the end of the day is looked at, ms. */
export const before = 0.4 * minute;
export const calm = 1 * minute;

/** A day as a seed gives it: most are short and full of trouble, some are long, some without any fault. */
export function planOf(seed: number | string): DayPlan {
  const random = new Random(`${seed} plan`);
  const open = Math.round(random.lognormal(2, 0.8) * minute);
  const until = before + open;
  const steps: Step[] = [];
  const many = (mean: number) => Math.floor(random.exponential(mean));
  const draw = (what: Step['what'], from: number, to: number) =>
    steps.push({
      what,
      at: Math.floor(random.between(from, to)),
      n: Math.floor(random.unit() * 2 ** 20),
      lasts: Math.ceil(random.lognormal(9_000, 1.3)),
    });
  for (let count = 8 + many(24); count > 0; count--) draw(random.pick(acts), before, until);
  if (random.chance(0.92))
    for (let count = 1 + many(6); count > 0; count--) draw(random.pick(faults), 0, until);
  return {
    open,
    room: random.chance(0.5),
    update: random.chance(0.15),
    night: random.chance(0.5) ? 'switched-off' : 'stopped',
    steps: steps.sort((a, b) => a.at - b.at),
  };
}

export function isFault(what: Step['what']): boolean {
  return what in faults;
}
