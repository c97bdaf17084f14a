/** What `/api/state` answers. Pages in the browser read the same types, so this file imports nothing. */

/** A text by language, as in the site file. */
export type TextView = Readonly<Record<string, string>>;

export interface ServiceView {
  readonly id: string;
  readonly letter: string;
  readonly organisation: string;
  readonly name: TextView;
  /** Codes that wait, the next to be called first. */
  readonly queue: readonly string[];
  readonly waits: WaitsView;
}

/** Minutes. Queueing time: from the number to the first call. */
export interface WaitsView {
  /** Tickets that wait now, and people that they stand for. */
  readonly waiting: number;
  readonly people: number;
  /** Since when the one waits who took a number first; absent when nobody waits. */
  readonly longest?: number;
  /** Tickets called today and their mean queueing time; absent before the first. */
  readonly called: number;
  readonly mean?: number;
}

/** What stands on the lobby displays. */
export interface LobbyView {
  /** Absent while they are dark. */
  readonly showing?: {
    readonly ticket: string;
    /** Where to go. */
    readonly counter: string;
    /** Every call is shown twice. */
    readonly time: 'first' | 'second';
    readonly from: number;
    readonly to: number;
  };
  /** When something else is to be shown though nothing happens until then; absent when nothing is. */
  readonly changesAt?: number;
  /** Ids of the displays of the site file, and their devices. */
  readonly displays: readonly { readonly id: string; readonly display?: string }[];
}

export interface TicketView {
  readonly code: string;
  readonly state: string;
  readonly service: string;
  readonly language: string;
  readonly needsTime: boolean;
  /** People on the ticket; absent for one. */
  readonly group?: number;
  /** Time of the appointment that it waits for; absent without a booking. */
  readonly slot?: number;
  readonly print: string;
  /** Milliseconds since 1970-01-01 UTC, as all times here. */
  readonly issuedAt: number;
  readonly counter?: string;
  readonly calledAt?: number;
  readonly servingAt?: number;
  readonly endedAt?: number;
  /** How often the number was shown for the present call. */
  readonly calls: number;
  /** Since when the officer is prompted because nobody has come to the call. */
  readonly overdueAt?: number;
  /** When it comes back by itself from being parked. */
  readonly returnAt?: number;
  /** How often it was brought back after a missed turn: a sign to the counters. Absent for never. */
  readonly reinstated?: number;
}

/** A message of a lobby advisor that the counter has not said it saw. */
export interface MessageView {
  /** For the command `message-seen`. */
  readonly message: number;
  readonly text: TextView;
  /** Code of the ticket that it is about. */
  readonly about?: string;
  readonly sentAt: number;
}

export interface CounterView {
  readonly id: string;
  readonly name: TextView;
  readonly services: readonly string[];
  /** Code of the current customer. */
  readonly ticket?: string;
  /** Of those whom it has called, and of those who wait for its services. */
  readonly waits: WaitsView;
  /** The oldest first. */
  readonly messages: readonly MessageView[];
  /** Names of the devices that show the call. */
  readonly lamp?: string;
  readonly display?: string;
}

export interface KioskView {
  readonly id: string;
  readonly printer?: string;
}

export interface RingCallView {
  /** For the command `acknowledge`. */
  readonly ring: string;
  /** The device that rings, or the counter that calls for help. */
  readonly source: string;
  /** Absent for one whom the directory does not have. */
  readonly caller?: TextView;
  readonly since: number;
  readonly level: number;
  readonly acknowledged: boolean;
  /** The place that has said that it goes. */
  readonly by?: string;
  /** Places that are called now. */
  readonly places: readonly string[];
}

export interface RingView {
  readonly id: string;
  /** `unknown`: nobody knows whether it rings. */
  readonly state: 'idle' | 'ringing' | 'acknowledged' | 'unknown';
  readonly calls: readonly RingCallView[];
  /** Members that are available. */
  readonly available: number;
  /** Devices without which a ring could go unnoticed and that are not known to work. */
  readonly lost: readonly string[];
}

export interface EndedRingView {
  /** For the command `wrong-call`. */
  readonly ring: string;
  readonly group: string;
  readonly source: string;
  readonly caller?: TextView;
  readonly since: number;
  readonly endedAt: number;
  readonly outcome: 'answered' | 'missed' | 'abandoned';
  readonly wrong: boolean;
}

/** Where an advisor can be called to. */
export interface PlaceView {
  readonly id: string;
  readonly name: TextView;
  readonly counter?: string;
  readonly state: 'available' | 'busy' | 'away';
  /** When it becomes away by itself. */
  readonly until?: number;
}

/** A code with its words from the catalogue. */
export interface ReasonView {
  readonly code: string;
  readonly what: string;
  readonly advice: string;
}

export interface DeviceView {
  readonly name: string;
  readonly driver: string;
  /** Three values; a device that has reported nothing is unknown. */
  readonly health: 'ok' | 'failed' | 'unknown';
  readonly reason?: ReasonView;
  readonly warnings: readonly ReasonView[];
}

/** The box itself; times in ms since 1970-01-01 UTC. */
export interface BoxView {
  readonly health: 'ok' | 'failed' | 'unknown';
  readonly reason?: ReasonView;
  readonly warnings: readonly ReasonView[];
  /** Since when it has been so. */
  readonly since: number;
  /** When it was last known to be ok, if it is not now. */
  readonly lastGood?: number;
}

export interface BookingView {
  /** Code of the booking, until its customer is here. */
  readonly booking?: string;
  /** Time of the appointment. */
  readonly slot: number;
  readonly minutes?: number;
  /** Of the customer who is here. */
  readonly ticket?: string;
  readonly arrivedAt?: number;
}

/** What `/api/bookings` answers; each list by time. */
export interface BookingsView {
  readonly day: string;
  readonly services: readonly {
    readonly id: string;
    readonly expected: readonly BookingView[];
    readonly arrived: readonly BookingView[];
    readonly missed: readonly BookingView[];
  }[];
}

export interface StateView {
  readonly site: string;
  readonly appliance: string;
  readonly name: TextView;
  readonly languages: readonly string[];
  readonly version: string;
  /** Of the journal; together with `sequence` the place of this view in the order of facts. */
  readonly epoch: string;
  readonly sequence: number;
  /** Anything but `live` is to be seen on every screen. */
  readonly mode: 'live' | 'demo' | 'training';
  /** Local date of the service day, empty before the first. */
  readonly day: string;
  readonly services: readonly ServiceView[];
  readonly counters: readonly CounterView[];
  readonly kiosks: readonly KioskView[];
  readonly lobby: LobbyView;
  readonly rings: readonly RingView[];
  /** Of today, the newest first. */
  readonly endedRings: readonly EndedRingView[];
  readonly places: readonly PlaceView[];
  /** All of the day, in the order of issue. */
  readonly tickets: readonly TicketView[];
  readonly devices: readonly DeviceView[];
  /** Absent where nobody watches the machine, as in a simulation. */
  readonly box?: BoxView;
}

/**
 * What `/api/state` answers to whoever does not work here: what everybody in the room sees on the displays. `version` and `epoch` tell a page
 * that it must load again.
 */
export interface PublicStateView
  extends Pick<StateView, 'name' | 'languages' | 'version' | 'epoch' | 'mode' | 'day'> {
  readonly services: readonly (Pick<ServiceView, 'id' | 'letter' | 'organisation' | 'name'> & {
    readonly waits: Pick<WaitsView, 'waiting'>;
  })[];
  /** With the number that is called or served there. */
  readonly counters: readonly Pick<CounterView, 'id' | 'name' | 'ticket'>[];
  readonly lobby: Pick<LobbyView, 'showing'>;
}
