import type { Device } from './device';

/** Neutral tones only: nothing is ever spoken (CAL-01). */
export type Tone = 'chime' | 'refused' | 'ring' | 'test';

export interface Sounder extends Device {
  readonly kind: 'sounder';
  play(tone: Tone): void;
}
