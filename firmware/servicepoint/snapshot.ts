import type { ServicePointState, ServicePointView } from './state';
import { learningFrom, plainLearning } from './wait/learning';

/** Raised when the shape below changes; a snapshot of another format is ignored and the journal replayed from its beginning. */
export const snapshotFormat = 3;

/** The state as JSON. `restore(snapshot(state))` equals `state`. */
export function snapshot(state: ServicePointView): string {
  return JSON.stringify({
    day: state.day,
    tickets: [...state.tickets.values()],
    queues: [...state.queues],
    counters: [...state.counters],
    numbers: [...state.numbers],
    devices: [...state.devices],
    rings: [...state.rings.values()],
    ringCounts: [...state.ringCounts],
    lostChains: [...state.lostChains],
    wait: plainLearning(state.wait),
    facts: state.facts,
  });
}

/** @throws SyntaxError when the text is not a snapshot. */
export function restore(json: string): ServicePointState {
  const plain = JSON.parse(json);
  return {
    day: plain.day,
    tickets: new Map(plain.tickets.map((ticket: { code: string }) => [ticket.code, ticket])),
    queues: new Map(plain.queues),
    counters: new Map(plain.counters),
    numbers: new Map(plain.numbers),
    devices: new Map(plain.devices),
    rings: new Map(plain.rings.map((ring: { id: string }) => [ring.id, ring])),
    ringCounts: new Map(plain.ringCounts),
    lostChains: new Set(plain.lostChains),
    wait: learningFrom(plain.wait),
    facts: plain.facts,
  };
}
