import type { Device, DeviceEvents } from './device';

/** How a ring ended, as far as the source can tell. */
export type RingEnd = 'answered' | 'ended' | 'unknown';

export interface RingSourceEvents extends DeviceEvents {
  /** Somebody rings. `call` tells calls of one source apart; `caller` is the address as the source gives it, resolved to a name elsewhere. */
  ringing: [ring: { readonly call: string; readonly caller?: string; readonly at: number }];
  /** The same call rings no more. */
  over: [ring: { readonly call: string; readonly end: RingEnd; readonly at: number }];
}

/**
 * Something that rings: a dry contact, a video unit, a message, a call of a program (RNG-23). Its status is its heartbeat: a chain that
 * is silent is `unknown`, never quietly "nobody rings".
 */
export interface RingSource extends Device<RingSourceEvents> {
  readonly kind: 'ring-source';
  /** The calls that ring now. */
  readonly ringing: readonly string[];
}
