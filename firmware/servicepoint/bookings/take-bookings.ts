import type { CommandArgs } from '../commands';
import { accept, type Decision, type EventDraft, refuse } from '../decision';
import { dayName, dayNumber } from '../opening/calendar';
import { localTime } from '../opening/local-time';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { canonicalCode } from './booking-code';
import { mostBookings } from './booking-commands';
import type { Booking, BookingsView } from './booking-state';
import { pushed } from './booking-words';

/**
 * Facts about bookings in one day. A list whose codes are others every time it is read would fill the journal; it is refused when it has
 * told so much.
 */
const mostTold = 10_000;

const msOfMinute = 60_000;

interface Context {
  readonly at: number;
  readonly rules: Rules;
}

interface Wanted {
  readonly booking: string;
  readonly service: string;
  readonly slot: number;
  readonly minutes?: number;
}

interface List {
  readonly source: string;
  readonly wanted: readonly Wanted[];
  readonly cancelled: readonly string[];
  /** Whether the list would hold a booking of its source if it still stood. */
  covers(booking: Booking): boolean;
}

/** A calendar has been read: it holds all bookings of its own (CFG-11, CFG-16). */
export function calendarRead(
  state: ServicePointView,
  { source, bookings, cancelled }: CommandArgs<'calendar-read'>,
  context: Context,
): Decision {
  return take(state.bookings, { source, wanted: bookings, cancelled, covers: () => true }, context);
}

/** A program has sent all bookings of a service on a day (CFG-16; moved and cancelled ones are common: STA-24). */
export function pushBookings(
  state: ServicePointView,
  { service, day, bookings }: CommandArgs<'bookings'>,
  context: Context,
): Decision {
  const { timezone } = context.rules;
  const codes = new Set<string>();
  for (const { booking, slot } of bookings) {
    const code = canonicalCode(booking);
    if (codes.has(code)) return refuse('booking-twice', code);
    codes.add(code);
    if (localTime(slot, timezone).day !== day) return refuse('bookings-day', `${code} is not on ${day}`);
  }
  if (day < localTime(context.at, timezone).day) return refuse('bookings-day', `${day} is over`);
  const list: List = {
    source: pushed,
    wanted: bookings.map(({ booking, ...rest }) => ({ booking: canonicalCode(booking), service, ...rest })),
    cancelled: [],
    covers: booking => booking.service === service && booking.day === day,
  };
  return take(state.bookings, list, context);
}

/** The facts that lead from what is known to a list; all of it or nothing. */
function take(bookings: BookingsView, list: List, context: Context): Decision {
  const { rules } = context;
  if (!rules.bookings) return refuse('bookings-off', list.source);
  const stranger = list.wanted.find(({ service }) => !rules.services.has(service));
  if (stranger) return refuse('service-unknown', stranger.service);

  const wanted = withDays(list.wanted, context);
  const told = wanted.flatMap(one => toldOf(one, bookings.known.get(one.booking), list.source, context));
  const gone = goneOf(bookings, list, new Set(wanted.map(({ booking }) => booking)), context.at);
  const added = told.filter(({ type }) => type === 'ticket.booked').length;
  if (bookings.known.size + added - gone.length > mostBookings)
    return refuse('bookings-too-many', `${bookings.known.size + added} of at most ${mostBookings}`);
  if (bookings.told + told.length + gone.length > mostTold) return refuse('bookings-unsteady', list.source);
  return accept([...gone, ...told], {
    booked: added,
    moved: told.length - added,
    cancelled: gone.length,
  });
}

/** Those from today to as many days ahead as are kept, with their local dates. */
function withDays(
  wanted: readonly Wanted[],
  { at, rules }: Context,
): readonly (Wanted & { readonly day: string })[] {
  const today = localTime(at, rules.timezone).day;
  const last = dayName(dayNumber(today) + (rules.bookings?.daysAhead ?? 0));
  return wanted
    .map(one => ({ ...one, day: localTime(one.slot, rules.timezone).day }))
    .filter(({ day }) => day >= today && day <= last);
}

/** Nothing is said of somebody else's booking, of one whose customer is here, and of one first heard of when it would be missed already. */
function toldOf(
  one: Wanted & { readonly day: string },
  known: Booking | undefined,
  source: string,
  { at, rules }: Context,
): EventDraft[] {
  if (!known) {
    const isOver = one.slot + (rules.bookings?.missed ?? 0) * msOfMinute <= at;
    return isOver ? [] : [{ type: 'ticket.booked', data: { source, ...one } }];
  }
  if (known.source !== source || known.state === 'arrived') return [];
  const { service, slot, minutes } = known;
  if (service === one.service && slot === one.slot && minutes === one.minutes) return [];
  return [{ type: 'ticket.booking-moved', data: one }];
}

/**
 * Bookings that are cancelled: said to be, or gone from a list that would hold them. One whose time is past is not cancelled by being
 * gone: some calendars hold only what is ahead, and its customer may be late.
 */
function goneOf(
  { known }: BookingsView,
  { source, cancelled, covers }: List,
  wanted: ReadonlySet<string>,
  at: number,
): EventDraft[] {
  const said = new Set(cancelled);
  const isGone = (booking: Booking) =>
    booking.source === source &&
    booking.state !== 'arrived' &&
    !wanted.has(booking.code) &&
    (said.has(booking.code) || (booking.slot > at && booking.state === 'expected' && covers(booking)));
  return [...known.values()].filter(isGone).map(({ code, service, slot }) => ({
    type: 'ticket.booking-cancelled',
    data: { booking: code, service, slot },
  }));
}
