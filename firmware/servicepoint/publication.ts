import type { EventType } from './events';

/** Facts that never leave the box. All others are published in order; feedback will leave only as aggregates (PRV rows). */
const kept: readonly EventType[] = [];

export function isPublished(type: EventType): boolean {
  return !kept.includes(type);
}
