import { type Staff, usualStaff } from './day';
import type { Variation } from './judge';

const warmUp = 10;

/** An hour in which one of those who are to be there is not, at another time every day. */
function oneMissing(random: () => number): Staff {
  const from = 30 + Math.floor(random() * 300);
  const changes = [...new Set([...usualStaff.map(step => step.from), from, from + 60])].sort((a, b) => a - b);
  return changes.map(minute => {
    const planned = usualStaff.findLast(step => step.from <= minute)?.count ?? 0;
    return { from: minute, count: minute >= from && minute < from + 60 ? planned - 1 : planned };
  });
}

/** From when to when services become slower, in days, and how much. */
const slower = { from: 30, to: 60, factor: 1.4 };

export const asDefined: Variation = { name: 'as defined', teaching: warmUp };

export const variations: readonly Variation[] = [
  asDefined,
  { name: 'roster wrong by one for an hour', teaching: warmUp, staff: (_, random) => oneMissing(random) },
  {
    // Two of three customers with a matter of 5 minutes, one with 26: 12 on average.
    name: 'two services, 5 and 26 minutes',
    teaching: warmUp,
    services: ['short', 'long'],
    change: (customer, _, random) => {
      const isShort = random() < 2 / 3;
      const factor = customer.shows ? (isShort ? 5 : 26) / 12 : 1;
      return { ...customer, service: isShort ? 'short' : 'long', work: customer.work * factor };
    },
  },
  { name: 'without a roster', teaching: warmUp, withoutRoster: true },
  {
    name: 'after a month of becoming 40 % slower',
    teaching: slower.to,
    change: (customer, day) => {
      const way = Math.min(1, Math.max(0, (day - slower.from) / (slower.to - slower.from)));
      return customer.shows
        ? { ...customer, work: customer.work * (1 + (slower.factor - 1) * way) }
        : customer;
    },
  },
];
