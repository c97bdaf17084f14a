import { localInstant } from '../time/local-instant';
import type { Cast } from './cast';
import { habits } from './habits';
import type { OpeningDay } from './opening-day';

/** Somebody with an appointment. */
export interface Appointment {
  readonly booking: string;
  /** Of the appointment, and of the customer's coming, ms since 1970-01-01 UTC. */
  readonly slot: number;
  readonly comes: number;
}

/**
 * Who has booked a service for a day, sent to the box as the booking system sends it. Nobody while there is no booking system: they come without
 * appointments then (CFG-15).
 */
export async function bookedFor(
  cast: Cast,
  opening: OpeningDay,
  service: string,
): Promise<readonly Appointment[]> {
  const { demand, bookings } = cast.scenario;
  const { slots, perDay } = { ...demand[service] };
  const isMissing = bookings !== undefined && opening.day < bookings.value;
  const spans = opening.spans.get(service) ?? [];
  if (!slots || !perDay || isMissing) return [];
  const random = cast.random.stream(opening.day).stream(`appointments ${service}`);
  const { least, most } = habits.early.value;
  const prefix = `B${opening.day.slice(5).replace('-', '')}${Object.keys(demand).indexOf(service)}`;
  const all = Array.from({ length: Math.round(perDay.value) }, (_, index) => {
    const at = slots.value.from + index * slots.value.minutes;
    const slot = localInstant(opening.day, at, cast.rules.timezone);
    const booking = `${prefix}N${String(index).padStart(2, '0')}`;
    return { booking, slot, comes: Math.max(opening.opens, slot - random.between(least, most)) };
  }).filter(({ slot }) => spans.some(({ from, to }) => from <= slot && slot < to));
  const list = all.map(({ booking, slot }) => ({ booking, slot, minutes: slots.value.minutes }));
  const reply = await cast.office.execute({
    name: 'bookings',
    args: { service, day: opening.day, bookings: list },
    channel: 'mqtt',
  });
  if (!reply.ok) throw new Error(`the box does not take the bookings: ${reply.code}`);
  return all;
}
