import type { CommandArgs } from '../commands';
import { accept, type Decision, type EventDraft, refuse } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';

/** A ring source is heard: from here on the ring has an id of its own (RNG-09). */
export function ringHeard(state: ServicePointView, { source }: CommandArgs<'ring-heard'>): Decision {
  const ring = `${source}/${(state.ringing.counts.get(source) ?? 0) + 1}`;
  return accept([{ type: 'ring.started', data: { ring, source } }], { ring });
}

/** It rings no more. What its source cannot tell from answered counts as abandoned. */
export function ringOver(state: ServicePointView, args: CommandArgs<'ring-over'>): Decision {
  const ring = state.ringing.rings.get(args.ring);
  if (!ring) return accept([]);
  const data = { ring: ring.id, source: ring.source };
  return accept([
    args.end === 'answered' ? { type: 'ring.answered', data } : { type: 'ring.abandoned', data },
  ]);
}

/** Somebody says that they go: the lamps of the others are calm again. */
export function acknowledge(state: ServicePointView, id: string): Decision {
  const ring = state.ringing.rings.get(id);
  if (!ring) return refuse('ring-unknown', id);
  if (ring.acknowledged) return accept([], { ring: id });
  return accept([{ type: 'ring.acknowledged', data: { ring: id, source: ring.source } }], { ring: id });
}

/** What follows for the rings of a source when its health is told: a chain that is not known to work is a fact of its own. */
export function chainFacts(
  state: ServicePointView,
  { device, health, code }: CommandArgs<'device-reported'>,
  rules: Rules,
): EventDraft[] {
  if (!rules.ringSources?.has(device)) return [];
  const isLost = state.ringing.lostChains.has(device);
  if (health === 'ok') return isLost ? [{ type: 'ring.chain-restored', data: { source: device } }] : [];
  const why = code === undefined ? {} : { code };
  return isLost ? [] : [{ type: 'ring.chain-lost', data: { source: device, ...why } }];
}
