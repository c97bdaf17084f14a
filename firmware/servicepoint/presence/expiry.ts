import type { Clockwork } from '../clockwork';
import { dayEndAfter } from '../opening/site-hours';
import type { Rules } from '../rules';
import type { Presence } from './presence-state';

/** Asked for with every command. */
const remembered = new WeakMap<Rules, WeakMap<Presence, number>>();

/** When a presence holds no more, ms since 1970-01-01 UTC; Infinity for one that says nothing. */
export function expiryOf(presence: Presence, rules: Rules): number {
  if (presence.state === 'away') return Number.POSITIVE_INFINITY;
  const ofRules = remembered.get(rules) ?? new WeakMap<Presence, number>();
  const expiry = ofRules.get(presence) ?? dayEndAfter(rules, presence.since);
  ofRules.set(presence, expiry);
  remembered.set(rules, ofRules);
  return expiry;
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
