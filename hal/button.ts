import type { Device, DeviceEvents } from './device';

/** `press` is emitted on release or when it can no longer become a hold; see the driver for the latency each gesture costs. */
export type Gesture = 'press' | 'hold' | 'double';

/** A listener may return a promise of whether the press was carried out: see `dealtWith`. */
export interface ButtonEvents extends DeviceEvents {
  gesture: [gesture: Gesture];
  /** The contact itself, as it closes and opens; told by buttons on lines of this box alone. */
  contact: [closed: boolean];
}

export interface Button extends Device<ButtonEvents> {
  readonly kind: 'button';
}
