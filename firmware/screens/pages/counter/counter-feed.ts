import type { ShellFeed } from '../shell/frame';
import type { UpdateNotice } from '../shell/update-notice';

type Name = Readonly<Record<string, string>>;

/** What `/api/counter/{id}` answers: all that the panel of a counter shows. Codes, queues and times; nothing of a customer (PRV-01). Times are ms since 1970-01-01 UTC. */
export interface CounterFeed extends ShellFeed {
  readonly update?: UpdateNotice;
  readonly counter: string;
  readonly counterName: Name;
  /** Of what the counter is doing: commands give it back as `seen`. */
  readonly mark: string;
  readonly current?: CurrentTicket;
  /** Who waits for the services of the counter: whom `next` would call first, then by age. */
  readonly waiting: readonly QueuedTicket[];
  /** Parked by this counter. */
  readonly parked: readonly QueuedTicket[];
  /** Missed their turn at this counter, the newest first. */
  readonly missed: readonly QueuedTicket[];
  /** All services of the site, to transfer to, in the order of the site file. */
  readonly services: readonly CounterService[];
  readonly today: CounterToday;
  /** The advisor place of this counter, if it has one. */
  readonly place?: {
    readonly id: string;
    readonly name: Name;
    readonly state: 'available' | 'busy' | 'away';
    /** When it becomes away by itself. */
    readonly until?: number;
  };
  /** What rings for that place. */
  readonly rings: readonly CounterRing[];
  /** What lobby advisors tell this counter, the oldest first (TKT-11). */
  readonly messages: readonly CounterMessage[];
  /** Absent where nobody is set to come. */
  readonly help?: {
    readonly called: boolean;
    readonly since?: number;
    readonly coming: boolean;
    readonly by?: Name;
  };
}

export interface QueuedTicket {
  readonly code: string;
  readonly service: string;
  /** What the command that takes it gives back as `seen`. */
  readonly mark: string;
  /** Waits since it was taken. */
  readonly issuedAt: number;
  readonly needsTime: boolean;
  /** People; absent for one. */
  readonly group?: number;
  readonly language: string;
  /** Time of the appointment. */
  readonly slot?: number;
  /** It was brought back after a missed turn (TKT-11). */
  readonly cameBack: boolean;
  /** When it comes back by itself from being parked. */
  readonly returnAt?: number;
  /** When it missed its turn. */
  readonly endedAt?: number;
}

export interface CurrentTicket extends QueuedTicket {
  readonly state: 'called' | 'serving';
  /** When it was called, or the call last shown again. */
  readonly calledAt: number;
  /** When the officer is prompted, because nobody has come until then. */
  readonly waitedForUntil: number;
  /** Nobody has come for as long as a customer is waited for (CAL-04). */
  readonly overdue: boolean;
  /** When the no-show is recorded by itself; absent where only a press records it. */
  readonly givenUpAt?: number;
  readonly servingAt?: number;
  /** How often the number was shown. */
  readonly calls: number;
}

export interface CounterService {
  readonly id: string;
  readonly name: Name;
  readonly organisation: Name;
  /** Whether this counter serves it. */
  readonly own: boolean;
  readonly waiting: number;
}

/** Own figures since the day began; minutes. */
export interface CounterToday {
  readonly served: number;
  readonly missed: number;
  /** Mean time of service; absent before the first. */
  readonly meanService?: number;
  /** Mean queueing time of those whom this counter called first. */
  readonly meanWait?: number;
}

export interface CounterMessage {
  readonly message: number;
  readonly text: Name;
  /** The ticket that it is about. */
  readonly about?: string;
  readonly sentAt: number;
}

export interface CounterRing {
  readonly ring: string;
  /** `call`: another office rings; `help`: somebody in the house wants help. */
  readonly kind: 'call' | 'help';
  /** Who rings, if the directory knows. */
  readonly caller?: Name;
  /** The counter that wants help. */
  readonly from?: Name;
  readonly since: number;
  readonly acknowledged: boolean;
  /** This very place has said that it goes. */
  readonly own: boolean;
}
