import { setImmediate } from 'node:timers/promises';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import { mostBookings } from '../servicepoint/bookings/booking-commands';
import { type CalendarEvent, type EventFault, eventOf } from './calendar-event';
import { CalendarParts } from './calendar-parts';
import { CalendarZones } from './calendar-zones';
import { type CodeRule, codeOfUid } from './code-of-uid';
import { ContentLines } from './content-lines';

/** Longest calendar, bytes. */
export const mostBytes = 16 * 1024 * 1024;

/** Events that are read at a stretch, about 2 ms; then whatever else the box has to do comes first. */
const stretch = 20;

export interface CalendarOptions {
  /** Of the site, for times that name none. */
  readonly timezone: string;
  readonly codes: CodeRule;
  /** Whose queue an event is for, by its categories; undefined for none of ours. */
  readonly serviceOf: (categories: readonly string[]) => string | undefined;
  /** Bookings outside are left out; ms since 1970-01-01 UTC. */
  readonly from: number;
  readonly to: number;
}

export interface CalendarBooking {
  readonly booking: string;
  readonly service: string;
  readonly slot: number;
  readonly minutes?: number;
}

/** Why an event of one of our services is not taken as a booking. */
export type LeftOut = EventFault | 'recurring' | 'code-unclear';

/** What is taken of a calendar: codes, times and queues. */
export interface CalendarContents {
  readonly bookings: readonly CalendarBooking[];
  /** Codes of bookings that the calendar says are cancelled. */
  readonly cancelled: readonly string[];
  /** How many events were left out, by reason; those of no service of ours are not counted. */
  readonly leftOut: ReadonlyMap<LeftOut, number>;
}

/**
 * Reads an iCalendar stream (RFC 5545) as it comes in. One bad event is left out and counted; what is not a calendar, or not all of one, is
 * refused whole.
 * @throws TiskiError `calendar-not-ical`, `calendar-cut-short`, `calendar-form`, `calendar-too-large`, `bookings-too-many`; never with words of
 * the calendar in it. What `chunks` throws passes through.
 */
export async function readCalendar(
  chunks: AsyncIterable<Uint8Array>,
  options: CalendarOptions,
): Promise<CalendarContents> {
  const parts = await partsOf(chunks);
  const zones = new CalendarZones(parts.zones);
  const latest = new Map<string, CalendarEvent & { readonly service: string }>();
  const leftOut = new Map<LeftOut, number>();
  for (const [index, part] of parts.events.entries()) {
    if (index % stretch === stretch - 1) await setImmediate();
    const event = eventOf(part, zones, options.timezone);
    if (event === undefined) continue;
    const fault = typeof event === 'string' ? event : keepLatest(latest, event, options);
    if (fault !== undefined) leftOut.set(fault, (leftOut.get(fault) ?? 0) + 1);
  }
  return { ...contentsOf(latest, parts.isCancellation, options), leftOut };
}

/** The events and time zones of a calendar as it comes in. @throws TiskiError as `readCalendar` */
export async function partsOf(chunks: AsyncIterable<Uint8Array>): Promise<CalendarParts> {
  const lines = new ContentLines();
  const parts = new CalendarParts();
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new TiskiError('calendar-too-large', `more than ${mostBytes} bytes`);
    for (const line of lines.push(chunk)) parts.take(line);
  }
  takeLast(lines.end(), parts);
  parts.close();
  return parts;
}

/** The last line may be half a line. */
function takeLast(lines: readonly string[], parts: CalendarParts): void {
  try {
    for (const line of lines) parts.take(line);
  } catch (error) {
    throw isTiskiError(error, 'calendar-form') ? new TiskiError('calendar-cut-short') : error;
  }
}

/** The event goes in the place of an older version of itself. */
function keepLatest(
  latest: Map<string, CalendarEvent & { readonly service: string }>,
  event: CalendarEvent,
  { codes, serviceOf }: CalendarOptions,
): LeftOut | undefined {
  const service = serviceOf(event.categories);
  if (service === undefined) return undefined;
  // A customer comes once: a series is no booking, and its events share one UID and so one code.
  if (event.isRecurring) return 'recurring';
  const code = codeOfUid(event.uid, codes);
  if (code === undefined) return 'code-unclear';
  const before = latest.get(code);
  const isOlder =
    before &&
    (event.sequence < before.sequence || (event.sequence === before.sequence && event.stamp < before.stamp));
  if (!isOlder) latest.set(code, { ...event, service });
  return undefined;
}

function contentsOf(
  latest: ReadonlyMap<string, CalendarEvent & { readonly service: string }>,
  isCancellation: boolean,
  { from, to }: CalendarOptions,
): Pick<CalendarContents, 'bookings' | 'cancelled'> {
  const bookings: CalendarBooking[] = [];
  const cancelled: string[] = [];
  for (const [booking, { service, start: slot, minutes, isCancelled }] of latest) {
    if (isCancellation || isCancelled) cancelled.push(booking);
    else if (slot >= from && slot < to)
      bookings.push({ booking, service, slot, ...(minutes !== undefined && { minutes }) });
  }
  if (bookings.length > mostBookings)
    throw new TiskiError('bookings-too-many', `${bookings.length} of at most ${mostBookings}`);
  return { bookings, cancelled };
}
