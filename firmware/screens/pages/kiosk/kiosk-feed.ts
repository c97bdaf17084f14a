import type { ShellFeed } from '../shell/frame';

type Name = Readonly<Record<string, string>>;

/** What `/api/kiosk/{id}` answers: all that the page of a kiosk shows. */
export interface KioskFeed extends ShellFeed {
  readonly kiosk: string;
  /** Three values, and none for a kiosk that prints nothing. */
  readonly printer: 'none' | 'ok' | 'failed' | 'unknown';
  readonly asksGroup: boolean;
  /** Whether customers with a booking check in here. */
  readonly checksIn: boolean;
  /** Languages that the box can speak aloud. */
  readonly speaks?: readonly string[];
  /** Seconds without a touch until the page asks whether somebody is still there. */
  readonly idle: number;
  /** In the order of the site file, each with its services. */
  readonly organisations: readonly {
    readonly id: string;
    readonly name: Name;
    readonly services: readonly KioskService[];
  }[];
  /** For customers who do not know which service they need (TKT-08). */
  readonly unsure: readonly KioskService[];
  /** The one that was asked for by `?ticket=`, if it is of today. */
  readonly ticket?: KioskTicket;
}

export interface KioskService {
  readonly id: string;
  readonly name: Name;
  readonly about?: Name;
  /** Tickets that wait. */
  readonly waiting: number;
  /** Minutes. Absent while nobody can tell. */
  readonly wait?: { readonly from: number; readonly to: number };
  /** Present while it gives no numbers (TKT-13). */
  readonly closed?: ClosedService;
}

export interface ClosedService {
  readonly why: 'hours' | 'queue';
  /** Absent if no opening is known, or while the queue is the reason. */
  readonly opens?: {
    /** ms since 1970-01-01 UTC */
    readonly at: number;
    /** Local days from today; 0 is today. */
    readonly days: number;
    readonly weekday: (typeof weekdays)[number];
  };
  readonly elsewhere?: { readonly web?: string; readonly phone?: string; readonly place?: Name };
}

export interface KioskTicket {
  readonly code: string;
  readonly service: string;
  /** Customers who will be called before it. */
  readonly ahead: number;
  readonly print: 'none' | 'pending' | 'printed' | 'unconfirmed';
  readonly needsTime: boolean;
  /** Where a phone can follow it; absent where phones do not reach the box. */
  readonly page?: string;
  /** Time of the appointment, ms since 1970-01-01 UTC. */
  readonly slot?: number;
  /** Minutes, as it was told when the number was taken. */
  readonly wait?: { readonly from: number; readonly to: number };
}

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
