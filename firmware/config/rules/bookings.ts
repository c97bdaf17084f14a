import { pushed } from '../../servicepoint/bookings/booking-words';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { quoted } from '../words';
import type { RuleContext } from './rule';

/** Where a calendar is and whose it is stands once. */
export function* calendarPlaces({ site, isTroubled }: RuleContext): Iterable<Finding> {
  for (const [index, calendar] of (site.bookings?.calendars ?? []).entries()) {
    const at = pointerTo('bookings', 'calendars', index);
    if (!calendar || isTroubled(at)) continue;
    const places = (['file', 'url', 'urlFile'] as const).filter(name => calendar[name] !== undefined);
    if (places.length !== 1) {
      const has = places.length === 0 ? 'none of them' : places.map(quoted).join(' and ');
      yield {
        code: 'site-calendar-place',
        at,
        message: `expected one of "file", "url" and "urlFile"; there is ${has}`,
      };
    }
    if ((calendar.service === undefined) === (calendar.categories === undefined)) {
      const has = calendar.service === undefined ? 'neither is there' : 'both are there';
      yield { code: 'site-calendar-service', at, message: `expected "service" or "categories"; ${has}` };
    }
  }
}

/** The health of a calendar is shown among the devices, and `pushed` is the name of bookings that programs send. */
export function* calendarIds({ site, placeOf }: RuleContext): Iterable<Finding> {
  const taken = new Map(
    Object.keys(site.devices ?? {}).map(name => [name, pointerTo('devices', name)] as const),
  );
  for (const [index, calendar] of (site.bookings?.calendars ?? []).entries()) {
    const id = calendar?.id;
    if (id === undefined) continue;
    const at = pointerTo('bookings', 'calendars', index, 'id');
    const before = taken.get(id);
    if (id === pushed) {
      yield {
        code: 'site-id-twice',
        at,
        message: `${quoted(id)} is the name of bookings that programs send`,
      };
    } else if (before !== undefined) {
      yield { code: 'site-id-twice', at, message: `the id ${quoted(id)} is taken ${placeOf(before)}` };
    } else taken.set(id, at);
  }
}

export function* calendarCategories({ site, placeOf }: RuleContext): Iterable<Finding> {
  for (const [index, calendar] of (site.bookings?.calendars ?? []).entries()) {
    const first = new Map<string, string>();
    for (const [place, entry] of (calendar?.categories ?? []).entries()) {
      const name = entry?.category?.trim().toLowerCase();
      if (name === undefined) continue;
      const at = pointerTo('bookings', 'calendars', index, 'categories', place, 'category');
      const before = first.get(name);
      if (before === undefined) first.set(name, at);
      else
        yield {
          code: 'site-calendar-service',
          at,
          message: `the category ${quoted(name)} is taken ${placeOf(before)}`,
        };
    }
  }
}

/** Whoever is late is not missed yet, or nobody could come late. */
export function* lateBeforeMissed({ site }: RuleContext): Iterable<Finding> {
  const { late, missedMinutes } = site.bookings ?? {};
  if (late?.minutes === undefined || missedMinutes === undefined || late.minutes <= missedMinutes) return;
  yield {
    code: 'site-bookings-order',
    at: '/bookings/missedMinutes',
    message: `a booking is missed after ${missedMinutes} minutes, but its customer late only after ${late.minutes}`,
  };
}

/** Codes of bookings and the times of people cross the network in the open, and anybody on it could change them. */
export function* plainCalendars({ site }: RuleContext): Iterable<Finding> {
  for (const [index, calendar] of (site.bookings?.calendars ?? []).entries()) {
    const { url } = calendar ?? {};
    if (url === undefined || !URL.canParse(url)) continue;
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'http:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) continue;
    yield {
      code: 'site-calendar-plain',
      at: pointerTo('bookings', 'calendars', index, 'url'),
      message: `"http:" to ${hostname} can be read and changed by others on the network`,
    };
  }
}
