import { bookingsFrom, plainBookings } from './bookings/booking-state';
import { configurationFrom, plainConfiguration } from './configuration/configuration-state';
import { feedbackFrom, plainFeedback } from './feedback/feedback-state';
import { measuresFrom, plainMeasures } from './measures/measures-state';
import { messagesFrom, plainMessages } from './messages/message-state';
import { plainPresence, presenceFrom } from './presence/presence-state';
import { crowdsOf } from './queue/crowds';
import type { Ticket } from './queue/ticket';
import { plainRinging, ringingFrom } from './ringing/ring-state';
import type { ServicePointState, ServicePointView } from './state';
import { learningFrom, plainLearning } from './wait/learning';

/** Raised when the shape below changes; a snapshot of another format is ignored and the journal replayed from its beginning. */
export const snapshotFormat = 13;

/** The state as JSON. `restore(snapshot(state))` equals `state`. */
export function snapshot(state: ServicePointView): string {
  return JSON.stringify({
    mode: state.mode,
    day: state.day,
    tickets: [...state.tickets.values()],
    queues: [...state.queues],
    counters: [...state.counters],
    numbers: [...state.numbers],
    announcements: state.announcements,
    devices: [...state.devices],
    boxes: [...state.boxes],
    selfTests: [...state.selfTests],
    restartAsked: state.restartAsked,
    ringing: plainRinging(state.ringing),
    presence: plainPresence(state.presence),
    messages: plainMessages(state.messages),
    feedback: plainFeedback(state.feedback),
    bookings: plainBookings(state.bookings),
    configuration: plainConfiguration(state.configuration),
    measures: plainMeasures(state.measures),
    wait: plainLearning(state.wait),
    facts: state.facts,
  });
}

/** @throws SyntaxError when the text is not a snapshot. */
export function restore(json: string): ServicePointState {
  const plain = JSON.parse(json);
  const tickets: readonly Ticket[] = plain.tickets;
  return {
    mode: plain.mode,
    day: plain.day,
    tickets: new Map(tickets.map(ticket => [ticket.code, ticket])),
    queues: new Map(plain.queues),
    crowds: crowdsOf(tickets),
    parked: new Set(tickets.filter(({ state }) => state === 'parked').map(({ code }) => code)),
    counters: new Map(plain.counters),
    numbers: new Map(plain.numbers),
    announcements: plain.announcements,
    devices: new Map(plain.devices),
    boxes: new Map(plain.boxes),
    selfTests: new Map(plain.selfTests),
    ...(plain.restartAsked !== undefined && { restartAsked: plain.restartAsked }),
    ringing: ringingFrom(plain.ringing),
    presence: presenceFrom(plain.presence),
    messages: messagesFrom(plain.messages),
    feedback: feedbackFrom(plain.feedback),
    bookings: bookingsFrom(plain.bookings),
    configuration: configurationFrom(plain.configuration),
    measures: measuresFrom(plain.measures),
    wait: learningFrom(plain.wait),
    facts: plain.facts,
  };
}
