import type { DeviceEvents, DeviceStatus, Listenable } from './device';

/** A change of an input, already debounced by whatever is nearest to the contact. */
export interface Edge {
  /** Whether the contact is closed, the button down, the relay pulled: the wiring's polarity is already taken out. */
  readonly active: boolean;
  /** Monotonic time of the change in milliseconds, by the kernel's or the board's stamp where there is one. */
  readonly at: number;
  /** Changes that are known to have been lost just before this one. */
  readonly lost: number;
}

export interface InputLineEvents extends DeviceEvents {
  edge: [edge: Edge];
}

/** One digital input of a chip or a board. Devices are built on lines, so that a button is the same on every wire. */
export interface InputLine {
  readonly status: DeviceStatus;
  /** What the wire says now; undefined while it is not known. */
  readonly active: boolean | undefined;
  readonly events: Listenable<InputLineEvents>;
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** One digital output of a chip or a board. */
export interface OutputLine {
  readonly status: DeviceStatus;
  readonly events: Listenable<DeviceEvents>;
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  /** On or off from now on; kept and written when the line comes back if it is away. Cheap, does not wait for the wire. */
  write(on: boolean): void;
}
