import type { Device } from './device';

/** What a lamp says; how that looks is data in `lamp-patterns.ts`. `fault` is never dark (RNG-03). */
export type LampSign = 'off' | 'on' | 'call' | 'prompt' | 'ring' | 'refused' | 'fault';

export interface Lamp extends Device {
  readonly kind: 'lamp';
  readonly sign: LampSign;
  /** Shows the sign from now on. Cheap, does not wait for the wire. */
  show(sign: LampSign): void;
}
