import type { BookingRules } from './bookings/booking-rules';
import type { FeedbackRules } from './feedback/feedback-rules';
import type { PresetRules } from './messages/message-rules';
import type { RecurringHours } from './opening/hours';
import type { SiteTimetable, Timetable } from './opening/timetable';
import type { AnnouncementRules, CallingRules, NoShowRules, TransferPlace } from './queue/calling-rules';
import type { Directory } from './ringing/directory';
import type { PlaceRules, RingRules } from './ringing/ring-rules';
import type { ServiceKind } from './vocabulary';

/**
 * What the core needs to know of the site to decide. Made from the site file and never kept in an event, so that a new site file
 * changes what may happen next and nothing that has happened.
 */
export interface Rules {
  /** IANA name; days and hours are local. */
  readonly timezone: string;
  /** Hours of the whole point and the days on which it is closed. Absent: never closed. */
  readonly opening?: SiteTimetable;
  /** The first is the default. */
  readonly languages: readonly [string, ...string[]];
  readonly services: ReadonlyMap<string, ServiceRules>;
  readonly counters: ReadonlyMap<string, CounterRules>;
  readonly kiosks: ReadonlyMap<string, KioskRules>;
  /** Absent: none is collected. */
  readonly feedback?: FeedbackRules;
  /** Where advisors can be called to. */
  readonly places?: ReadonlyMap<string, PlaceRules>;
  /** Who answers what rings. */
  readonly rings?: ReadonlyMap<string, RingRules>;
  /** Offices and units that may ring. */
  readonly directory?: Directory;
  /** What advisors can tell counters. */
  readonly messages?: ReadonlyMap<string, PresetRules>;
  /** How long a called customer is waited for, where counter and service do not say. */
  readonly noShow?: NoShowRules;
  readonly announcements?: AnnouncementRules;
  /** Names of the devices on wires of the box or of its satellites. Absent: not known. */
  readonly devices?: ReadonlySet<string>;
  /** Boxes that lend devices. Absent: not known. */
  readonly satellites?: ReadonlySet<string>;
  /** Whether something starts the program again when it ends. */
  readonly restartable?: boolean;
  /** Absent: the site takes no bookings (CFG-15). */
  readonly bookings?: BookingRules;
}

/** A service is open as its timetable within that of the site says. */
export interface ServiceRules extends Timetable {
  readonly id: string;
  /** Whose service it is: an id of the site file. Figures are added up by it (STA-23). */
  readonly organisation?: string;
  /** First letter of its codes, its own on the site. */
  readonly letter: string;
  /** When the last number before closing is given. Absent: at closing. */
  readonly lastTicket?: LastTicket;
  readonly elsewhere?: Elsewhere;
  /** How long a customer takes, minutes, until it has been learned. */
  readonly minutes?: number;
  readonly noShow?: NoShowRules;
  /** Of a ticket that a counter transfers here from another service of the same organisation. Absent: at the end. */
  readonly transferPlace?: TransferPlace;
}

export interface LastTicket {
  /** Minutes before closing from which no number is given. */
  readonly minutesBefore: number;
  /** No number is given to somebody who would probably still wait at closing time. */
  readonly byWait: boolean;
}

/** Other channels of a service, for a customer who cannot be served now (TKT-13). */
export interface Elsewhere {
  readonly web?: string;
  readonly phone?: string;
  /** Another place, in each language of the site. */
  readonly place?: Readonly<Record<string, string>>;
}

export interface CounterRules {
  readonly id: string;
  readonly services: readonly string[];
  /** Whom `next` calls. Absent: appointments are kept, everybody else by age. */
  readonly calling?: CallingRules;
  readonly noShow?: NoShowRules;
  /** How it serves (TKT-19). Absent: manual. */
  readonly kind?: ServiceKind;
  /** When an advisor is to be there, within the hours of the site. Absent: not known. */
  readonly roster?: readonly RecurringHours[];
}

export interface KioskRules {
  readonly id: string;
  readonly printer?: string;
}
