import { presenceOf } from '../presence/presence-state';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import type { RingRules } from './ring-rules';
import type { Ring } from './ring-state';
import { membersOn, targets } from './targets';

/** What holds for a group at an instant, for whoever shows or publishes it. */
export interface RingNow {
  /** `unknown`: a source is not known to work, so silence is not "nobody rings". */
  readonly state: 'idle' | 'ringing' | 'acknowledged' | 'unknown';
  /** The oldest first, each with the places that it calls. */
  readonly calls: readonly { readonly ring: Ring; readonly places: readonly string[] }[];
  /** Members that are available. */
  readonly available: number;
  /** Devices without which a ring could go unnoticed and that are not known to work. */
  readonly lost: readonly string[];
}

export function ringNow(state: ServicePointView, group: RingRules, rules: Rules, at: number): RingNow {
  const rings = [...state.ringing.rings.values()].filter(ring => ring.group === group.id);
  const lost = group.chain.filter(device => state.devices.get(device)?.health !== 'ok');
  const silence = group.sources.some(source => lost.includes(source)) ? 'unknown' : 'idle';
  const members = membersOn(group, at, rules.timezone);
  return {
    state: rings.some(({ acknowledged }) => !acknowledged)
      ? 'ringing'
      : rings.length > 0
        ? 'acknowledged'
        : silence,
    calls: rings.map(ring => ({ ring, places: targets(ring, state, rules, at) })),
    available: members.filter(place => presenceOf(state.presence, place) === 'available').length,
    lost,
  };
}
