import { type Static, Type } from '@sinclair/typebox';

/** What an advisor says of themself at their place by one button (RNG-21). Of the place, never of a person. */
export const PresenceWord = Type.Union([
  Type.Literal('available'),
  Type.Literal('busy'),
  Type.Literal('away'),
]);
export type PresenceWord = Static<typeof PresenceWord>;

export interface Presence {
  readonly state: PresenceWord;
  /** ms since 1970-01-01 UTC */
  readonly since: number;
}

/** By place. Outlives a restart; a place that has never said anything is not here, and away. */
export type PresenceState = Map<string, Presence>;
export type PresenceView = ReadonlyMap<string, Presence>;

export function emptyPresence(): PresenceState {
  return new Map();
}

export function plainPresence(presence: PresenceView): readonly (readonly [string, Presence])[] {
  return [...presence];
}

export function presenceFrom(plain: ReturnType<typeof plainPresence>): PresenceState {
  return new Map(plain);
}

/** Nobody who has said nothing is counted as there. */
export function presenceOf(presence: PresenceView, place: string): PresenceWord {
  return presence.get(place)?.state ?? 'away';
}
