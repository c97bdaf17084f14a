import { dueMissed, nextMissed } from './bookings/missed';
import type { EventDraft } from './decision';
import { feedbackClock } from './feedback/release-clock';
import { closing } from './measures/closing';
import { messageClock } from './messages/expiry';
import { presenceClock } from './presence/expiry';
import { noShowClock } from './queue/no-show';
import { returnClock } from './queue/parking';
import { ringClock } from './ringing/escalation';
import type { Rules } from './rules';
import type { ServicePointView } from './state';

/** A part of the rules that acts by time alone. */
export interface Clockwork {
  /** The facts that are due at this instant. Once they are folded in they are due no more. */
  due(state: ServicePointView, rules: Rules, at: number): readonly EventDraft[];
  /** The next instant at which something is due, ms since 1970; Infinity when nothing is. */
  next(state: ServicePointView, rules: Rules): number;
}

const clockworks: readonly Clockwork[] = [
  // First, so that a close follows what ended its day.
  closing,
  { due: dueMissed, next: nextMissed },
  feedbackClock,
  presenceClock,
  messageClock,
  ringClock,
  noShowClock,
  returnClock,
];

export function factsDue(state: ServicePointView, rules: Rules, at: number): readonly EventDraft[] {
  for (const clockwork of clockworks) {
    const facts = clockwork.due(state, rules, at);
    // One at a time: what one does may change what another has to do.
    if (facts.length > 0) return facts;
  }
  return [];
}

export function nextDue(state: ServicePointView, rules: Rules): number {
  return clockworks.reduce(
    (first, { next }) => Math.min(first, next(state, rules)),
    Number.POSITIVE_INFINITY,
  );
}
