import { type Bookings, type BookingsView, emptyBookings } from './bookings/booking-state';
import {
  type ConfigurationState,
  type ConfigurationView,
  emptyConfiguration,
} from './configuration/configuration-state';
import { emptyFeedback, type FeedbackState, type FeedbackView } from './feedback/feedback-state';
import { emptyMeasures, type Measures, type MeasuresView } from './measures/measures-state';
import { emptyMessages, type MessageState, type MessageView } from './messages/message-state';
import { emptyPresence, type PresenceState, type PresenceView } from './presence/presence-state';
import type { Announcement } from './queue/announcement-state';
import type { Crowds, CrowdsView } from './queue/crowds';
import type { Ticket } from './queue/ticket';
import { emptyRinging, type RingingState, type RingingView } from './ringing/ring-state';
import type { Mode } from './vocabulary';
import { emptyLearning, type WaitLearning, type WaitLearningView } from './wait/learning';

export interface DeviceReport {
  readonly health: 'ok' | 'failed' | 'unknown';
  readonly code?: string;
  readonly warnings: readonly string[];
  /** Since when it has been so, ms since 1970. */
  readonly since: number;
  /** When it was last known to be ok, ms since 1970; absent if it is, or was never seen so. */
  readonly lastGood?: number;
}

/** How the last self-test of a device ended. */
export interface SelfTest {
  readonly result: 'ok' | 'failed' | 'unknown';
  readonly code?: string;
  /** ms since 1970. */
  readonly at: number;
}

/**
 * What is true now: the fold of all events. Records in it never change; the indexes are replaced in place by `evolve` and by
 * nothing else, which is why everybody else sees them through `ServicePointView`.
 */
export interface ServicePointState {
  mode: Mode;
  /** Local date of the service day, empty before the first. Never goes back, whatever the clock does. */
  day: string;
  /** The tickets of the day, by code, in the order of issue. */
  tickets: Map<string, Ticket>;
  /** Codes that wait, by service, in the order of `Ticket.order`. */
  queues: Map<string, string[]>;
  /** Who stands in them, by service. */
  crowds: Crowds;
  /** Codes that wait aside. */
  parked: Set<string>;
  /** The code of the current customer, by counter. */
  counters: Map<string, string>;
  /** Last number given today, by letter. */
  numbers: Map<string, number>;
  /** Calls that the lobby is to see, in their order; those that it has long seen are forgotten. */
  announcements: Announcement[];
  /** Last report of each device since the start; a device that is not here is unknown. Outlives the day. */
  devices: Map<string, DeviceReport>;
  /** The same of the machine under the program (`''`), and of those of satellites. */
  boxes: Map<string, DeviceReport>;
  /** By device; of the box `''`. */
  selfTests: Map<string, SelfTest>;
  /** When a restart of the box was asked for that has not come yet, ms since 1970. */
  restartAsked?: number;
  ringing: RingingState;
  presence: PresenceState;
  messages: MessageState;
  feedback: FeedbackState;
  bookings: Bookings;
  configuration: ConfigurationState;
  /** What the figures of the day, the month and the quarter are made of. */
  measures: Measures;
  /** What has been learned about waits. Outlives the day. */
  wait: WaitLearning;
  /** Events folded in so far: gives `Ticket.order`. */
  facts: number;
}

export interface ServicePointView {
  readonly mode: Mode;
  readonly day: string;
  readonly tickets: ReadonlyMap<string, Ticket>;
  readonly queues: ReadonlyMap<string, readonly string[]>;
  readonly crowds: CrowdsView;
  readonly parked: ReadonlySet<string>;
  readonly counters: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly announcements: readonly Announcement[];
  readonly devices: ReadonlyMap<string, DeviceReport>;
  readonly boxes: ReadonlyMap<string, DeviceReport>;
  readonly selfTests: ReadonlyMap<string, SelfTest>;
  readonly restartAsked?: number;
  readonly ringing: RingingView;
  readonly presence: PresenceView;
  readonly messages: MessageView;
  readonly feedback: FeedbackView;
  readonly bookings: BookingsView;
  readonly configuration: ConfigurationView;
  readonly measures: MeasuresView;
  readonly wait: WaitLearningView;
  readonly facts: number;
}

export function emptyState(): ServicePointState {
  return {
    mode: 'live',
    day: '',
    tickets: new Map(),
    queues: new Map(),
    crowds: new Map(),
    parked: new Set(),
    counters: new Map(),
    numbers: new Map(),
    announcements: [],
    devices: new Map(),
    boxes: new Map(),
    selfTests: new Map(),
    ringing: emptyRinging(),
    presence: emptyPresence(),
    messages: emptyMessages(),
    feedback: emptyFeedback(),
    bookings: emptyBookings(),
    configuration: emptyConfiguration(),
    measures: emptyMeasures(),
    wait: emptyLearning(),
    facts: 0,
  };
}

/** The ticket at a counter, if any. */
export function currentTicket(state: ServicePointView, counter: string): Ticket | undefined {
  const code = state.counters.get(counter);
  return code === undefined ? undefined : state.tickets.get(code);
}

export function queueOf(state: ServicePointView, service: string): readonly string[] {
  return state.queues.get(service) ?? [];
}

/** The tickets with these codes, in their order. */
export function ticketsOf(state: ServicePointView, codes: readonly string[]): Ticket[] {
  return codes.flatMap(code => state.tickets.get(code) ?? []);
}
