import type { LampSign } from '../../hal/lamp';
import { isChainWhole } from '../servicepoint/ringing/chain';
import { type RingRules, ringGroups } from '../servicepoint/ringing/ring-rules';
import type { Ring } from '../servicepoint/ringing/ring-state';
import { placesOf, targets } from '../servicepoint/ringing/targets';
import type { Rules } from '../servicepoint/rules';
import type { ServicePointView } from '../servicepoint/state';

/**
 * What lamps say about rings: `ring` while somebody is to come; `fault` while a ring could go unnoticed, so that a lamp is never dark because
 * something is broken; `on` while somebody else is on the way; dark otherwise (product.md, "Ring lamps").
 */
function signOf(isCalled: boolean, isWhole: boolean, isTaken: boolean): LampSign {
  if (isCalled) return 'ring';
  if (!isWhole) return 'fault';
  return isTaken ? 'on' : 'off';
}

export function ringsOfGroup({ ringing }: ServicePointView, group: string): Ring[] {
  return [...ringing.rings.values()].filter(ring => ring.group === group);
}

/** On the lamps of a ring itself, such as the one above the door of its room. */
export function signOfGroup(state: ServicePointView, group: RingRules): LampSign {
  const rings = ringsOfGroup(state, group.id);
  return signOf(
    rings.some(({ acknowledged }) => !acknowledged),
    isChainWhole(state, group.chain),
    rings.some(({ acknowledged }) => acknowledged),
  );
}

/** The groups that may ever call a place. */
export function groupsOfPlace(rules: Rules, place: string): RingRules[] {
  return ringGroups(rules).filter(group => placesOf(group).includes(place));
}

/** Rings that call a place now, the oldest first. */
export function callsAt(state: ServicePointView, rules: Rules, place: string, at: number): Ring[] {
  return [...state.ringing.rings.values()].filter(ring => targets(ring, state, rules, at).includes(place));
}

export function signOfPlace(state: ServicePointView, rules: Rules, place: string, at: number): LampSign {
  const groups = groupsOfPlace(rules, place);
  return signOf(
    callsAt(state, rules, place, at).length > 0,
    groups.every(({ chain }) => isChainWhole(state, chain)),
    groups.some(({ id }) => ringsOfGroup(state, id).some(({ acknowledged }) => acknowledged)),
  );
}
