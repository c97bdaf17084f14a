import type { Clockwork } from '../clockwork';
import { dayEndAfter } from '../opening/site-hours';
import type { Rules } from '../rules';
import type { Presence } from './presence-state';

/** When a presence holds no more, ms since 1970-01-01 UTC; Infinity for one that says nothing. */
export function expiryOf({ state, since }: Presence, rules: Rules): number {
  return state === 'away' ? Number.POSITIVE_INFINITY : dayEndAfter(rules, since);
}

/** Whoever forgot to say that they go is away at closing: nobody is rung who has gone home (product.md, "Presence"). */
export const presenceClock: Clockwork = {
  due: ({ presence }, rules, at) =>
    [...presence]
      .filter(([, known]) => expiryOf(known, rules) <= at)
      .map(([place]) => ({ type: 'presence.changed', data: { place, state: 'away', reason: 'closing' } })),
  next: ({ presence }, rules) =>
    [...presence.values()].reduce(
      (next, known) => Math.min(next, expiryOf(known, rules)),
      Number.POSITIVE_INFINITY,
    ),
};
