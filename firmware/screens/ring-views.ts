import type { Site } from '../config/site';
import { expiryOf } from '../servicepoint/presence/expiry';
import { presenceOf } from '../servicepoint/presence/presence-state';
import { ringNow } from '../servicepoint/ringing/ring-now';
import { ringGroups } from '../servicepoint/ringing/ring-rules';
import type { Rules } from '../servicepoint/rules';
import type { ServicePointView } from '../servicepoint/state';
import type { EndedRingView, PlaceView, RingView, TextView } from './views';

/** Offices and units that the site file does not name, by id. */
export interface OtherCallers {
  nameOf(id: string): TextView | undefined;
}

/** Everything that rings, as an advisor sees it. */
export function ringViews(
  { site, callers }: { readonly site: Site; readonly callers?: OtherCallers },
  state: ServicePointView,
  rules: Rules,
  at: number,
): RingView[] {
  return ringGroups(rules).map(group => {
    const { calls, ...now } = ringNow(state, group, rules, at);
    return {
      id: group.id,
      ...now,
      calls: calls.map(({ ring, places }) => ({
        ring: ring.id,
        source: ring.source,
        ...callerIn(site, callers, ring.caller),
        since: ring.since,
        level: ring.level,
        acknowledged: ring.acknowledged,
        ...(ring.acknowledgedBy !== undefined && { by: ring.acknowledgedBy }),
        places,
      })),
    };
  });
}

/** Rings of today that have ended, the newest first. */
export function endedRingViews(
  { site, callers }: { readonly site: Site; readonly callers?: OtherCallers },
  { ringing }: ServicePointView,
): EndedRingView[] {
  return [...ringing.ended.values()].reverse().map(({ id, group, source, caller, ...ring }) => ({
    ring: id,
    group,
    source,
    ...callerIn(site, callers, caller),
    since: ring.since,
    endedAt: ring.endedAt,
    outcome: ring.outcome,
    wrong: ring.wrong,
  }));
}

export function placeViews({ places = [] }: Site, { presence }: ServicePointView, rules: Rules): PlaceView[] {
  return places.map(({ id, name, counter }) => {
    const known = presence.get(id);
    const until = known ? expiryOf(known, rules) : Number.POSITIVE_INFINITY;
    return {
      id,
      name,
      ...(counter !== undefined && { counter }),
      state: presenceOf(presence, id),
      ...(Number.isFinite(until) && { until }),
    };
  });
}

/** Who calls, by the name that the directory gives (RNG-10, RNG-12). */
function callerIn(
  { directory = [] }: Site,
  callers: OtherCallers | undefined,
  caller: string | undefined,
): Pick<EndedRingView, 'caller'> {
  if (caller === undefined) return {};
  const name = directory.find(({ id }) => id === caller)?.name ?? callers?.nameOf(caller);
  return name ? { caller: name } : {};
}
