import type { BookingRules } from '../servicepoint/bookings/booking-rules';
import type { Campaign } from '../servicepoint/feedback/campaign';
import type { FeedbackRules } from '../servicepoint/feedback/feedback-rules';
import { freeDays } from '../servicepoint/opening/holidays';
import type { ExceptionalHours, RecurringHours } from '../servicepoint/opening/hours';
import type { SiteTimetable, Timetable } from '../servicepoint/opening/timetable';
import type { Rules, ServiceRules } from '../servicepoint/rules';
import { callingOf } from './calling-of-site';
import { dayOfLoaded } from './date';
import { ringsOf } from './rings-of-site';
import { satellitesOf } from './satellites-of-site';
import type {
  Site,
  SiteBookings,
  SiteException,
  SiteFeedback,
  SiteHours,
  SiteService,
  SiteWeekday,
} from './site';
import { minutesOfLoaded } from './time-of-day';

/** In the core's numbering: 0 Sunday … 6 Saturday. */
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const placesInMonth = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, last: -1 } as const;

/** What the core needs to know of a checked site. @throws RangeError for a site that the checker would refuse. */
export function rulesOf(site: Site): Rules {
  const [first, ...others] = site.languages;
  if (first === undefined) throw new RangeError('a site has at least one language');
  return {
    timezone: site.timezone,
    languages: [first, ...others],
    opening: openingOf(site),
    services: byId(site.services.map(service => serviceOf(service, site))),
    counters: byId(
      site.counters.map(({ id, services, roster, calling, noShow, kind }) => ({
        id,
        services,
        ...(calling && { calling: callingOf(calling) }),
        ...(noShow && { noShow }),
        ...(kind && { kind }),
        ...(roster && { roster: roster.map(recurring) }),
      })),
    ),
    ...(site.noShow && { noShow: site.noShow }),
    ...(site.announcements && { announcements: site.announcements }),
    ...(site.bookings && { bookings: bookingsOf(site.bookings) }),
    feedback: feedbackOf(site),
    messages: byId((site.messages ?? []).map(({ id, minutes }) => ({ id, lasts: minutes * 60_000 }))),
    ...ringsOf(site),
    devices: new Set(Object.keys(site.devices)),
    satellites: new Set(satellitesOf(site)),
    kiosks: byId(
      site.kiosks.map(({ id, printer }) => ({ id, ...(printer === undefined ? {} : { printer }) })),
    ),
  };
}

function bookingsOf({ earlyMinutes, late, missedMinutes, daysAhead }: SiteBookings): BookingRules {
  return { early: earlyMinutes, late, missed: missedMinutes, daysAhead };
}

const everyDay: Pick<SiteFeedback, 'collect' | 'windows'> = { collect: 'always' };

/** ms after an answer on the touch page in which the same question counts no other. */
const pageLockOut = 5000;

function feedbackOf({ feedback, smileys = [] }: Site): FeedbackRules {
  return {
    campaign: campaignOf(feedback),
    set: 'device',
    units: byId(smileys.map(({ id, question, lockOut }) => ({ id, question, lockOut: lockOut * 1000 }))),
    pageLockOut,
    ...(feedback?.paper !== undefined && { paper: feedback.paper }),
  };
}

function campaignOf({ collect, windows = [] }: typeof everyDay = everyDay): Campaign {
  return collect === 'window' ? { mode: collect, windows } : { mode: collect };
}

function openingOf({ opening = {} }: Site): SiteTimetable {
  return { ...timetableOf(opening), closedOn: opening.closedOn ?? freeDays };
}

function serviceOf(service: SiteService, site: Site): ServiceRules {
  const { id, letter, lastTicket = {}, minutes, noShow } = service;
  const organisation = site.organisations.find(({ id: name }) => name === service.organisation);
  const elsewhere = service.elsewhere ?? organisation?.elsewhere;
  return {
    id,
    organisation: service.organisation,
    letter,
    ...timetableOf(service),
    lastTicket: { minutesBefore: lastTicket.minutesBefore ?? 0, byWait: lastTicket.byWait ?? true },
    ...(elsewhere && { elsewhere }),
    ...(minutes !== undefined && { minutes }),
    ...(noShow && { noShow }),
    ...(organisation?.transfers === 'first-arrival' && { transferPlace: organisation.transfers }),
  };
}

function timetableOf({
  hours,
  exceptions,
}: {
  readonly hours?: readonly SiteHours[];
  readonly exceptions?: readonly SiteException[];
}): Timetable {
  return {
    ...(hours && { hours: hours.map(recurring) }),
    ...(exceptions && { exceptions: exceptions.map(exceptional) }),
  };
}

function recurring(entry: SiteHours): RecurringHours {
  const { days, from, to, validFrom, validUntil, everyWeeks, countedFrom, ofMonth } = entry;
  return {
    days: days.map(numberOf),
    from: minutesOfLoaded(from),
    to: minutesOfLoaded(to),
    ...(validFrom !== undefined && { validFrom: dayOfLoaded(validFrom) }),
    ...(validUntil !== undefined && { validUntil: dayOfLoaded(validUntil) }),
    ...(everyWeeks !== undefined &&
      countedFrom !== undefined && { weeks: { every: everyWeeks, from: dayOfLoaded(countedFrom) } }),
    ...(ofMonth && { ofMonth: ofMonth.map(place => placesInMonth[place]) }),
  };
}

function exceptional({ date: first, until, hours = [] }: SiteException): ExceptionalHours {
  return {
    firstDay: dayOfLoaded(first),
    lastDay: dayOfLoaded(until ?? first),
    hours: hours.map(({ days, from, to }) => ({
      ...(days && { days: days.map(numberOf) }),
      from: minutesOfLoaded(from),
      to: minutesOfLoaded(to),
    })),
  };
}

function numberOf(day: SiteWeekday): number {
  return weekdays.indexOf(day);
}

function byId<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map(entry => [entry.id, entry]));
}
