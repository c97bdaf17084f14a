import type { ServiceEvent } from '../events';
import type { PresenceState } from './presence-state';

/** Takes in a fact. */
export function foldPresence(presence: PresenceState, event: ServiceEvent): void {
  switch (event.type) {
    case 'presence.changed':
      presence.set(event.data.place, { state: event.data.state, since: event.at });
      break;
    case 'appliance.clock-stepped':
      for (const [place, { state, since }] of presence)
        presence.set(place, { state, since: since + event.data.by });
      break;
  }
}
