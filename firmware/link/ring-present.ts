import { expiryOf } from '../servicepoint/presence/expiry';
import { presenceOf } from '../servicepoint/presence/presence-state';
import { ringNow } from '../servicepoint/ringing/ring-now';
import type { RingRules } from '../servicepoint/ringing/ring-rules';
import type { PlaceState, RingState } from './messages';
import type { Present } from './present';

/** How many rings of a group are shown. */
const mostCalls = 10;

type Known = Pick<Present, 'state' | 'rules' | 'at'>;

export function ringState({ state, rules, at }: Known, group: RingRules): RingState {
  const now = ringNow(state, group, rules, at);
  const first = now.calls.find(({ ring }) => !ring.acknowledged) ?? now.calls[0];
  return {
    ring: group.id,
    state: now.state,
    since: first ? time(first.ring.since) : null,
    calls: now.calls.slice(0, mostCalls).map(({ ring, places }) => ({
      ring: ring.id,
      source: ring.source,
      state: ring.acknowledged ? 'acknowledged' : 'ringing',
      since: time(ring.since),
      level: ring.level,
      caller: ring.caller ?? null,
      places: [...places],
      by: ring.acknowledgedBy ?? null,
    })),
    available: now.available,
    lost: [...now.lost],
  };
}

/** For whoever routes calls (RNG-14). */
export function placeState({ state, rules }: Known, place: string): PlaceState {
  const presence = state.presence.get(place);
  const until = presence ? expiryOf(presence, rules) : Number.POSITIVE_INFINITY;
  return {
    place,
    state: presenceOf(state.presence, place),
    since: presence ? time(presence.since) : null,
    until: Number.isFinite(until) ? time(until) : null,
  };
}

function time(at: number): string {
  return new Date(at).toISOString();
}
