import type { Clockwork } from '../clockwork';
import type { EventDraft } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { endFact } from './ending';
import { type RingLevel, rulesOfGroup } from './ring-rules';
import type { Ring } from './ring-state';
import { targets } from './targets';

/**
 * Rings grow with time: the next level at its time, or at once while there is nobody to call at the present one (RNG-15, RNG-17). Each ends at
 * the latest after the longest time of its group.
 */
export const ringClock: Clockwork = {
  due: (state, rules, at) => [...state.ringing.rings.values()].flatMap(ring => dueOf(ring, state, rules, at)),
  next: (state, rules) =>
    [...state.ringing.rings.values()].reduce(
      (next, ring) => Math.min(next, endOf(ring, rules), levelAt(ring, state, rules)),
      Number.POSITIVE_INFINITY,
    ),
};

function dueOf(ring: Ring, state: ServicePointView, rules: Rules, at: number): EventDraft[] {
  if (endOf(ring, rules) <= at) return [endFact(ring, 'unknown', { at, rules })];
  const next = nextLevel(ring, rules);
  if (!next) return [];
  const { id, group, source, level, since } = ring;
  const reason = since + next.after <= at ? 'time' : 'nobody';
  // Who is alone with a ring is not waited for, even by a clock that has gone back behind its beginning.
  if (reason === 'nobody' && targets(ring, state, rules, since).length > 0) return [];
  return [{ type: 'ring.escalated', data: { ring: id, group, source, level: level + 1, reason } }];
}

function endOf({ group, since }: Ring, rules: Rules): number {
  return since + rulesOfGroup(rules, group).longest;
}

function nextLevel({ acknowledged, group, level }: Ring, rules: Rules): RingLevel | undefined {
  return acknowledged ? undefined : rulesOfGroup(rules, group).levels[level + 1];
}

/** At its time, or from the beginning while there is nobody to call: the day on which it began says who answers. */
function levelAt(ring: Ring, state: ServicePointView, rules: Rules): number {
  const level = nextLevel(ring, rules);
  if (!level) return Number.POSITIVE_INFINITY;
  return targets(ring, state, rules, ring.since).length > 0 ? ring.since + level.after : ring.since;
}
