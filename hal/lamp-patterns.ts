import type { LampSign } from './lamp';

/** Amber and white only: saturated red is dangerous to people with photosensitive epilepsy (WCAG 2.3.1) and means an emergency. */
export type Light = 'off' | 'amber' | 'white';

/**
 * Milliseconds of one step of the beat. Two steps are one blink: 0.8 blinks a second, the upper end of what is calm (0.4-0.8 Hz),
 * far below the two flashes a second that all lamps in sight together may reach.
 */
export const stepLength = 625;

/** Four steps, repeated for as long as the sign stands: 2.5 s. */
export type LampPattern = readonly [Light, Light, Light, Light];

/**
 * How each sign looks. What asks somebody to come differs in rhythm as well as in colour, so that nobody depends on colour. On a lamp of
 * one colour `on` and `fault` look alike, since a light that is never dark has no rhythm there: a ring lamp is `off` otherwise.
 *
 * Light gets brighter only at the even steps and darker only at the odd ones, so that all that blinks together makes one rise
 * and one fall in 1.25 s. Step 2 is lit wherever anything is: it is what a lamp shows until it has joined the beat.
 */
export const lampPatterns: Readonly<Record<LampSign, LampPattern>> = {
  off: ['off', 'off', 'off', 'off'],
  on: ['white', 'white', 'white', 'white'],
  /** Lit, with a wink every 2.5 s: 0.4 Hz. */
  call: ['amber', 'amber', 'amber', 'off'],
  /** Dark, with a short light every 2.5 s: 0.4 Hz. */
  prompt: ['off', 'off', 'amber', 'off'],
  /** Even blinking: 0.8 Hz. */
  ring: ['amber', 'off', 'amber', 'off'],
  refused: ['amber', 'off', 'amber', 'off'],
  /** Never dark: amber with a glint of white every 2.5 s; on a lamp of one colour a steady light. */
  fault: ['white', 'amber', 'amber', 'amber'],
};

/** What a sign shows at an instant of the beat. @param at milliseconds on the clock that all lamps and screens in sight share */
export function lightAt(sign: LampSign, at: number): Light {
  const pattern = lampPatterns[sign];
  return pattern[Math.floor(at / stepLength) % pattern.length] ?? pattern[2];
}
