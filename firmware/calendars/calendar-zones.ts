import type ICAL from 'ical.js';
import type { Part } from './calendar-parts';
import { ical, propertiesOf, textOf } from './ical';
import { asUtc, instantIn, type LocalDateTime } from './local-date-time';

/** No booking is older. */
const firstYear = 2020;

type Rule = (local: LocalDateTime) => number | undefined;

/**
 * The time zones of one calendar. A zone that the box knows by its name (IANA) is taken from the box, whose rules are newer than those that a
 * program once wrote into its calendars; any other ("FLE Standard Time") from its description in the calendar.
 */
export class CalendarZones {
  readonly #parts: readonly Part[];
  readonly #rules = new Map<string, Rule | undefined>();

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** ms since 1970-01-01 UTC; undefined if the zone is unknown. */
  instantOf(local: LocalDateTime, tzid: string): number | undefined {
    if (!this.#rules.has(tzid)) this.#rules.set(tzid, this.#ruleOf(tzid));
    return this.#rules.get(tzid)?.(local);
  }

  #ruleOf(tzid: string): Rule | undefined {
    if (isKnown(tzid)) return local => instantIn(tzid, local);
    const part = this.#parts.find(lines => textOf(propertiesOf(lines) ?? [], 'tzid') === tzid);
    return part && described(part);
  }
}

function isKnown(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}

/** From the observances of a VTIMEZONE (RFC 5545, 3.6.5). */
function described(part: Part): Rule | undefined {
  const { parse, Component, Time, Timezone } = ical();
  try {
    const component = new Component(parse(part.join('\r\n')));
    const observances = ['standard', 'daylight'].flatMap(name => component.getAllSubcomponents(name));
    for (const observance of observances) beginLate(observance);
    const begins = observances.map(observance => String(observance.getFirstPropertyValue('dtstart')));
    const zone = new Timezone(component);
    return local => {
      const text = new Date(asUtc(local)).toISOString().slice(0, 19);
      // Before its first observance a zone says nothing; the library would take that for UTC.
      if (!begins.some(begin => begin <= text)) return undefined;
      const offset = offsetAt(() => zone.utcOffset(Time.fromDateTimeString(text)));
      return Number.isFinite(offset) ? asUtc(local) - offset * 1000 : undefined;
    };
  } catch {
    return undefined;
  }
}

/** Seconds. The library reads the offsets of a zone when it is first asked, and throws at one that is none. */
function offsetAt(ask: () => number): number {
  try {
    return ask();
  } catch {
    return Number.NaN;
  }
}

/** A rule without an end that begins in 1601, as Outlook writes it, is worked out year by year: what was before the first booking is of no use. */
function beginLate(observance: ICAL.Component): void {
  const begin = observance.getFirstPropertyValue('dtstart');
  const rule = observance.getFirstPropertyValue('rrule');
  const { Recur, Time } = ical();
  if (!(begin instanceof Time && rule instanceof Recur) || rule.until || begin.year >= firstYear) return;
  begin.year = firstYear;
  observance.updatePropertyWithValue('dtstart', begin);
}
