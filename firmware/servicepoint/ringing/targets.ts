import { dayNumber } from '../opening/calendar';
import { localTime } from '../opening/local-time';
import { type PresenceView, presenceOf } from '../presence/presence-state';
import type { Rules } from '../rules';
import { type RingRules, rulesOfGroup } from './ring-rules';
import type { Ring } from './ring-state';

/** Who answers for a group today (RNG-29). */
export function membersOn(
  { members, substitutes }: RingRules,
  at: number,
  timezone: string,
): readonly string[] {
  if (substitutes.length === 0) return members;
  const day = dayNumber(localTime(at, timezone).day);
  return substitutes.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)?.members ?? members;
}

/**
 * The places that a ring calls now: those of its level and of all before it (RNG-17). None once somebody has said that they go, so that the
 * others are calm again (CAL-12).
 */
export function targets(
  ring: Ring,
  { presence }: { readonly presence: PresenceView },
  rules: Rules,
  at: number,
): readonly string[] {
  if (ring.acknowledged) return [];
  const group = rulesOfGroup(rules, ring.group);
  const members = membersOn(group, at, rules.timezone);
  const called = group.levels.slice(0, ring.level + 1).flatMap(({ to }) => {
    if (to === 'everyone') return members;
    return to === 'available' ? members.filter(place => presenceOf(presence, place) === 'available') : to;
  });
  return [...new Set(called)];
}

/** Every place that a group may ever call: the lamps of all of them are part of its chain. */
export function placesOf({ members, substitutes, levels }: RingRules): readonly string[] {
  const named = levels.flatMap(({ to }) => (typeof to === 'string' ? [] : to));
  return [...new Set([...members, ...substitutes.flatMap(other => other.members), ...named])];
}
