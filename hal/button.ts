import type { Device, DeviceEvents } from './device';

/** `press` is emitted on release or when it can no longer become a hold; see the driver for the latency each gesture costs. */
export type Gesture = 'press' | 'hold' | 'double';

/** A listener may return a promise of whether the press was carried out: see `dealtWith`. */
export interface ButtonEvents extends DeviceEvents {
  gesture: [gesture: Gesture];
}

export interface Button extends Device<ButtonEvents> {
  readonly kind: 'button';
}
