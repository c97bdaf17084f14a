import type { ServiceEvent } from '../events';
import type { ConfigurationState, Configured } from './configuration-state';

/** Revisions that are remembered: at one a week, for four years. */
const mostTaken = 200;

/** Takes in a fact. */
export function foldConfiguration(state: ConfigurationState, event: ServiceEvent): void {
  switch (event.type) {
    case 'appliance.configured': {
      const { configuration = null } = event.data;
      if (!isSame(configuration, state.active)) {
        state.previous = state.active;
        state.active = configuration;
        state.since = event.at;
      }
      if (configuration) state.taken = remembered(state.taken, configuration.revision);
      delete state.refused;
      break;
    }
    case 'appliance.configuration-refused':
      state.refused = { ...event.data, at: event.at };
      break;
    case 'appliance.configuration-unfit': {
      const { revision, digest, code } = event.data;
      // It may fit again one day.
      state.taken = state.taken.filter(name => name !== revision);
      if (state.previous?.digest === digest) delete state.previous;
      if (state.active?.digest !== digest) break;
      state.active = null;
      state.since = event.at;
      state.refused = { revision, code, at: event.at };
    }
  }
}

export function isSame(one: Configured | null, other: Configured | null): boolean {
  return one?.revision === other?.revision && one?.digest === other?.digest;
}

function remembered(taken: readonly string[], revision: string): readonly string[] {
  return [...taken.filter(name => name !== revision), revision].slice(-mostTaken);
}
