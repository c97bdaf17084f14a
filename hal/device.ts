import type { CatalogueCode } from './platform/catalogue';

/** Three values, always: what is not known to work is never shown as working (DIA rows of the requirements). */
export type Health = 'ok' | 'failed' | 'unknown';

export interface DeviceStatus {
  readonly health: Health;
  /** Why it is not ok; absent when ok. The catalogue says what to do about it. */
  readonly code?: CatalogueCode;
  /** For the log and the technician, in English; never data about a customer. */
  readonly detail?: string;
  /** Warnings while it still works, such as `printer-paper-low`. */
  readonly warnings?: readonly CatalogueCode[];
}

/** The listening side of an `EventEmitter`. */
export interface Listenable<Events> {
  on<K extends keyof Events & string>(
    event: K,
    listener: (...values: Events[K] & unknown[]) => void,
  ): unknown;
  once<K extends keyof Events & string>(
    event: K,
    listener: (...values: Events[K] & unknown[]) => void,
  ): unknown;
  off<K extends keyof Events & string>(
    event: K,
    listener: (...values: Events[K] & unknown[]) => void,
  ): unknown;
}

export interface DeviceEvents {
  /** Emitted only when something in the status changed. */
  status: [status: DeviceStatus];
}

export type DeviceKind =
  | 'button'
  | 'lamp'
  | 'sounder'
  | 'number-display'
  | 'ticket-printer'
  | 'smiley-unit'
  | 'ring-source';

/** Numbers that only grow while the device is powered: presses, prints, cuts, millimetres of paper, resets. */
export type Counters = Readonly<Record<string, number>>;

/**
 * A thing on a wire. Constructors only assign; `start` connects and supervises, `stop` undoes everything.
 * A device that is not there is not an error of `start`: it starts as `unknown` or `failed`, keeps trying, and says so
 * through `status`.
 */
export interface Device<Events extends DeviceEvents = DeviceEvents> {
  /** The name from the site file, unique on the site. */
  readonly name: string;
  readonly kind: DeviceKind;
  readonly status: DeviceStatus;
  readonly counters: Counters;
  readonly events: Listenable<Events>;
  /** Also lets what it stands on elsewhere begin anew; absent for what stands on this box. Now or never. */
  restartFar?(what: 'device' | 'box'): void;
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}
