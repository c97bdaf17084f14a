import type { EventOf, ServiceEvent } from '../events';
import type { EndedRing, Ring, RingingState } from './ring-state';

/** Rings of a day that can still be spoken of. More than a point ever has; a source gone mad must not fill the memory. */
const mostEnded = 300;

/** Takes in a fact. */
export function foldRing(state: RingingState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.day-opened':
      state.ended.clear();
      break;
    case 'ring.started': {
      const { ring: id, group, source, caller } = event.data;
      const ring = { id, group, source, since: event.at, level: 0, acknowledged: false };
      state.rings.set(id, { ...ring, ...(caller !== undefined && { caller }) });
      state.counts.set(source, numberOf(id));
      break;
    }
    case 'ring.escalated':
      change(state, event.data.ring, { level: event.data.level });
      break;
    case 'ring.acknowledged': {
      const { ring, place } = event.data;
      const by = place === undefined ? {} : { acknowledgedBy: place };
      change(state, ring, { acknowledged: true, acknowledgedAt: event.at, ...by });
      break;
    }
    case 'ring.answered':
    case 'ring.missed':
    case 'ring.abandoned':
      end(state, event);
      break;
    case 'ring.marked-wrong': {
      const ended = state.ended.get(event.data.ring);
      if (ended) state.ended.set(ended.id, { ...ended, wrong: true });
      break;
    }
    case 'ring.chain-lost':
      setLost(state, event.data.group, devices => devices.add(event.data.device));
      break;
    case 'ring.chain-restored':
      setLost(state, event.data.group, devices => devices.delete(event.data.device));
      break;
    case 'appliance.clock-stepped':
      stepClock(state, event.data.by);
      break;
  }
}

function change(state: RingingState, id: string, changes: Partial<Ring>): void {
  const ring = state.rings.get(id);
  if (ring) state.rings.set(id, { ...ring, ...changes });
}

const outcomes = {
  'ring.answered': 'answered',
  'ring.missed': 'missed',
  'ring.abandoned': 'abandoned',
} as const satisfies Record<string, EndedRing['outcome']>;

function end(state: RingingState, { type, at, data }: EventOf<keyof typeof outcomes>): void {
  const ring = state.rings.get(data.ring);
  if (!ring) {
    // Its beginning is forgotten, its number is not.
    state.counts.set(data.source, Math.max(numberOf(data.ring), state.counts.get(data.source) ?? 0));
    return;
  }
  const { id, group, source, caller, since } = ring;
  state.rings.delete(id);
  const outcome = outcomes[type];
  const ended = { id, group, source, since, endedAt: at, outcome, wrong: false };
  state.ended.set(id, { ...ended, ...(caller !== undefined && { caller }) });
  const [oldest] = state.ended.keys();
  if (state.ended.size > mostEnded && oldest !== undefined) state.ended.delete(oldest);
}

function setLost(state: RingingState, group: string, change: (devices: Set<string>) => void): void {
  const devices = new Set(state.lostChains.get(group));
  change(devices);
  if (devices.size > 0) state.lostChains.set(group, devices);
  else state.lostChains.delete(group);
}

function stepClock(state: RingingState, by: number): void {
  for (const { id, since, acknowledgedAt } of state.rings.values()) {
    const acknowledged = acknowledgedAt === undefined ? {} : { acknowledgedAt: acknowledgedAt + by };
    change(state, id, { since: since + by, ...acknowledged });
  }
}

function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('/') + 1));
}
