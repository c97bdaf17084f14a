import type { OwnHabits, Scenario } from '../scenarios/scenario';
import { from, own } from '../scenarios/sourced';

const second = 1000;
const minute = 60 * second;

/** How people behave at any service point. Durations in ms, shares as fractions. */
export const habits = {
  // — Coming —
  /** The day's number of customers is its mean times a factor in this range. */
  dayFactor: own({ least: 0.85, most: 1.15 }, 'as in the reference office of the wait estimates'),
  /**
   * Two rushes: places in the opening time (0 opening, 1 closing), their widths and weights, over an even base. Between the rushes lies
   * lunch, and few come shortly before closing.
   */
  rushes: own({
    base: 0.25,
    peaks: [
      { at: 0.2, width: 0.12, weight: 1 },
      { at: 0.62, width: 0.14, weight: 0.8 },
    ],
  }),

  // — Who they are: the four personas of SIM-07 are the combinations of these two —
  needsSupport: from('N-062: over half', 0.55),
  secondMatter: from('N-060, TKT-14', 0.1),
  /** Of those who need support and have two matters, who bring others with them (TKT-15): nobody, unless a scenario says so. */
  groups: own(0),
  /** People that one number of a group stands for. */
  groupSize: own({ least: 2, most: 4 }),
  /** Of those who need support, who ask for more time when they take the number. */
  asksForTime: own(0.2),
  wrongQueue: { alone: own(0.01), supported: own(0.05) },
  /** From the chair to the counter. */
  walk: { alone: own(15 * second), supported: own(35 * second), variation: own(0.5) },
  /** From one counter to the kiosk for the next matter. */
  toKiosk: own(40 * second),

  /** Who has an appointment is there so long before it. */
  early: own({ least: 2 * minute, most: 12 * minute }),

  // — Waiting —
  missesCall: own(0.07, 'as in the reference office of the wait estimates'),
  /** Of those who missed their turn: notice, ask the lobby advisor and are put back. */
  comesBack: own(0.3),
  noticesAfter: own({ least: 2 * minute, most: 10 * minute }),
  patience: own({ mean: 100 * minute, variation: 0.4 }),
  /** Of those who give up: tell the lobby advisor, who takes the number out of the queue. The others just go. */
  tellsWhenLeaving: own(0.4),

  // — Being served —
  serviceVariation: own(0.8, 'as in the reference office of the wait estimates'),
  /** Until a wrong queue shows in the talk. */
  wrongQueueShows: own(90 * second),
  needsForm: own(0.03),
  formShows: own(2 * minute),
  form: own({ mean: 8 * minute, variation: 0.5 }),

  // — Serving —
  /** From a sign that someone waits to the press. */
  reaction: own({ least: 3 * second, most: 15 * second }),
  /** From the customer's arrival at the counter to the press. */
  greeting: from('N-032', { least: 2 * second, most: 10 * second }),
  /** Notes to finish before the next call. */
  tidying: own({ mean: 40 * second, variation: 0.7 }),
  noShowWait: from('N-030: 2-3 min', 150 * second),
  noShowWaitLonger: own(300 * second, 'CAL-07 leaves the figure open'),
  /** The number is shown a second time after this part of the wait. */
  recallAt: from('N-031: shown twice; when is own', 0.4),
} as const;

export type Habits = typeof habits;

/** Of all matters, those lost by giving up while waiting: what the patience above comes to at the loads of the pilots. */
const givenUp = own(0.01);

/** Those that a scenario may set. */
export type HabitsOfScenario = { readonly [K in keyof Required<OwnHabits>]: number };

/** How people are in a scenario. */
export function habitsIn({ habits: own }: Scenario): HabitsOfScenario {
  const { needsSupport, secondMatter, groups, missesCall, comesBack, noShowWait } = { ...habits, ...own };
  return {
    needsSupport: needsSupport.value,
    secondMatter: secondMatter.value,
    groups: groups.value,
    missesCall: missesCall.value,
    comesBack: comesBack.value,
    noShowWait: noShowWait.value,
  };
}

/** Service events that one customer leads to, on average. */
export function eventsPerCustomer({ missesCall, comesBack, secondMatter }: HabitsOfScenario): number {
  /** Of the matters that customers come with, the part that is carried out. */
  const carriedOut = 1 - missesCall * (1 - comesBack) - givenUp.value;
  return carriedOut * (1 + secondMatter * carriedOut);
}
