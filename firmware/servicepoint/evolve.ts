import { foldBooking } from './bookings/fold-booking';
import { foldBox } from './box/fold-box';
import { foldConfiguration } from './configuration/fold-configuration';
import type { ServiceEvent } from './events';
import { foldFeedback } from './feedback/fold-feedback';
import { foldMeasures } from './measures/fold-measures';
import { foldMessage } from './messages/fold-message';
import { foldPresence } from './presence/fold-presence';
import { foldAnnouncements } from './queue/fold-announcements';
import { foldQueue } from './queue/fold-queue';
import { foldRing } from './ringing/fold-ring';
import type { ServicePointState } from './state';
import { learn } from './wait/learn';

/**
 * Folds one event into the state. Depends on nothing but the two, so a replay gives the same state on any version of the site file.
 * @throws Error when the event cannot follow the state: a damaged journal or a fault in `decide`, never a user's fault.
 */
export function evolve(state: ServicePointState, event: ServiceEvent): void {
  state.facts += 1;
  learn(state.wait, event, state);
  foldMeasures(state.measures, event, state);
  foldBox(state, event);
  foldQueue(state, event);
  foldAnnouncements(state, event);
  foldRing(state.ringing, event);
  foldPresence(state.presence, event);
  foldMessage(state.messages, event);
  foldFeedback(state.feedback, event);
  foldBooking(state.bookings, event);
  foldConfiguration(state.configuration, event);
}
