import type { Tone } from '../sounder';

/** Milliseconds of sound and silence in turn, beginning and ending with sound, for a buzzer that knows only one pitch. */
export const tonePatterns: Readonly<Record<Tone, readonly number[]>> = {
  chime: [250],
  /** Short and quick: no other sign sounds so. */
  refused: [90, 90, 90, 90, 90],
  ring: [400, 200, 400],
  test: [100, 100, 300],
};
