import type { WeeklyHours } from './opening';

/**
 * What the core needs to know of the site to decide. Made from the site file and never kept in an event, so that a new site file
 * changes what may happen next and nothing that has happened.
 */
export interface Rules {
  /** IANA name; days and hours are local. */
  readonly timezone: string;
  /** The first is the default. */
  readonly languages: readonly [string, ...string[]];
  readonly services: ReadonlyMap<string, ServiceRules>;
  readonly counters: ReadonlyMap<string, CounterRules>;
  readonly kiosks: ReadonlyMap<string, KioskRules>;
}

export interface ServiceRules {
  readonly id: string;
  /** First letter of its codes, its own on the site. */
  readonly letter: string;
  /** Absent: always open. */
  readonly hours?: WeeklyHours;
}

export interface CounterRules {
  readonly id: string;
  readonly services: readonly string[];
}

export interface KioskRules {
  readonly id: string;
  readonly printer?: string;
}
