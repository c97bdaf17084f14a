import type { ClosedService } from '../kiosk/kiosk-feed';
import type { ShellFeed } from '../shell/frame';
import type { UpdateNotice } from '../shell/update-notice';

export type Name = Readonly<Record<string, string>>;

/** What `/api/advisor` answers: all that the tablet of a lobby advisor shows. Codes, queues and times; nothing of a customer. Times are ms since 1970-01-01 UTC. */
export interface AdvisorFeed extends ShellFeed {
  readonly update?: UpdateNotice;
  /** Where the link of this browser belongs; absent for one that is for any place. */
  readonly own?: string;
  readonly services: readonly AdvisorService[];
  /** Of today, in the order of issue, but for those that are served. */
  readonly tickets: readonly AdvisorTicket[];
  readonly counters: readonly {
    readonly id: string;
    readonly name: Name;
    readonly services: readonly string[];
  }[];
  readonly places: readonly {
    readonly id: string;
    readonly name: Name;
    readonly state: 'available' | 'busy' | 'away';
    /** When it becomes away by itself. */
    readonly until?: number;
  }[];
  /** What rings and who wants help, the oldest first. */
  readonly calls: readonly AdvisorCall[];
  /** Those of today that have ended, the newest first. */
  readonly ended: readonly EndedCall[];
  /** What can be told to counters. */
  readonly presets: readonly { readonly id: string; readonly text: Name }[];
  /** Of today, the newest first. */
  readonly messages: readonly SentMessage[];
  /** Whether customers with a booking can be checked in. */
  readonly checksIn: boolean;
  /** Whether a number that is taken here comes on paper. */
  readonly printsOnPaper: boolean;
}

export interface AdvisorService {
  readonly id: string;
  readonly letter: string;
  readonly name: Name;
  readonly organisation: Name;
  readonly waiting: number;
  /** People that the waiting numbers stand for. */
  readonly people: number;
  /** Minutes since the one took a number who has waited longest. */
  readonly longest?: number;
  /** Minutes; what a customer is told who comes now. Absent while nobody can tell. */
  readonly wait?: { readonly from: number; readonly to: number };
  /** Counters that serve it and at which somebody is. */
  readonly atWork: number;
  readonly closed?: ClosedService;
}

export type AdvisorAct = 'transfer' | 'cancel' | 'reinstate';

export interface AdvisorTicket {
  readonly code: string;
  readonly state: 'waiting' | 'called' | 'serving' | 'parked' | 'no-show' | 'cancelled';
  readonly service: string;
  /** What commands give back as `seen`. */
  readonly mark: string;
  readonly issuedAt: number;
  readonly counter?: string;
  readonly needsTime: boolean;
  /** People; absent for one. */
  readonly group?: number;
  readonly slot?: number;
  readonly cameBack: boolean;
  /** What an advisor may do with it now. */
  readonly may: readonly AdvisorAct[];
}

export interface AdvisorCall {
  readonly ring: string;
  /** `call`: another office rings; `help`: somebody in the house wants help. */
  readonly kind: 'call' | 'help';
  readonly caller?: Name;
  /** The counter that wants help. */
  readonly counter?: string;
  /** The device that rings or was pressed. */
  readonly source: string;
  readonly since: number;
  readonly acknowledged: boolean;
  /** The place that has said that it goes. */
  readonly by?: string;
}

export interface EndedCall {
  readonly ring: string;
  readonly kind: 'call' | 'help';
  readonly caller?: Name;
  readonly counter?: string;
  readonly since: number;
  readonly outcome: 'answered' | 'missed' | 'abandoned';
  readonly wrong: boolean;
}

export interface SentMessage {
  readonly message: number;
  readonly preset: string;
  readonly about?: string;
  readonly sentAt: number;
  readonly expired: boolean;
  readonly counters: readonly { readonly id: string; readonly seen: boolean }[];
}
