import type { ShellFeed } from '../shell/frame';

export type Health = 'ok' | 'failed' | 'unknown';

/** A code with its words in the language that was asked for. */
export interface Reason {
  readonly code: string;
  readonly what: string;
  readonly advice: string;
}

/** Times in ms since 1970-01-01 UTC. */
export interface Condition {
  readonly health: Health;
  readonly reason?: Reason;
  readonly warnings: readonly Reason[];
  /** Since when it has been so; absent before anything was heard of it. */
  readonly since?: number;
  /** When it was last known to be well, if it is not now. */
  readonly lastGood?: number;
  /** How the last self-test ended. */
  readonly tested?: { readonly result: Health; readonly reason?: Reason; readonly at: number };
}

export interface DeviceOnPage extends Condition {
  /** Of the site file. */
  readonly name: string;
  /** A `DeviceKind`; `other` for a calendar or a system beside the box. */
  readonly kind: string;
  readonly driver: string;
  readonly counters: Readonly<Record<string, number>>;
}

/** What `/api/technician` answers: all that the technician's page shows. */
export interface TechnicianFeed extends ShellFeed {
  readonly appliance: string;
  readonly version: string;
  readonly node: string;
  /** When the program started, ms since 1970-01-01 UTC. */
  readonly startedAt: number;
  readonly devices: readonly DeviceOnPage[];
  readonly box: Condition;
  readonly satellites: readonly (Condition & { readonly name: string; readonly version?: string })[];
  /** Whether something would start the box again. */
  readonly restartable: boolean;
  /** Tickets that wait: a press of a button may call one. */
  readonly waiting: number;
  /** The last lines of the log, oldest first; with `?log` only. */
  readonly log?: readonly string[];
}

/** An event `press` of `/api/technician/stream`. */
export interface PressSeen {
  /** Counts up. */
  readonly id: number;
  readonly device: string;
  readonly what: 'press' | 'hold' | 'double' | 'face' | 'ringing' | 'over';
  /** Of a smiley unit, 1 for the most dissatisfied. */
  readonly face?: number;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}
