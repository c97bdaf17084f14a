import type { ServiceEvent } from '../events';
import type { RingingState } from './ring-state';

/** Takes in a fact. */
export function foldRing(state: RingingState, event: ServiceEvent): void {
  switch (event.type) {
    case 'ring.started': {
      const { ring, source } = event.data;
      state.rings.set(ring, { id: ring, source, since: event.at, acknowledged: false });
      state.counts.set(source, numberOf(ring));
      break;
    }
    case 'ring.acknowledged': {
      const ring = state.rings.get(event.data.ring);
      if (ring) state.rings.set(ring.id, { ...ring, acknowledged: true });
      break;
    }
    case 'ring.answered':
    case 'ring.abandoned':
      state.rings.delete(event.data.ring);
      break;
    case 'ring.chain-lost':
      state.lostChains.add(event.data.source);
      break;
    case 'ring.chain-restored':
      state.lostChains.delete(event.data.source);
      break;
    case 'appliance.clock-stepped':
      for (const ring of state.rings.values())
        state.rings.set(ring.id, { ...ring, since: ring.since + event.data.by });
      break;
  }
}

function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('/') + 1));
}
