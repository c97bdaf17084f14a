import { isBookingFact } from './bookings/booking-facts';
import type { EventType } from './events';

/**
 * Facts that never leave the box (PRV-01, FBK-13). All others are published in order. Feedback leaves only as
 * `feedback.released` and `feedback.paper-counted`.
 */
const kept: readonly EventType[] = [
  'feedback.pressed',
  'feedback.answered',
  'feedback.marked',
  'feedback.gathered',
  'feedback.seeded',
];

export function isPublished(type: EventType): boolean {
  return !kept.includes(type) && !isBookingFact(type);
}
