import { TiskiError } from '../../hal/platform/error';

/** More events than this are not read: years of history belong into another calendar. */
const mostEvents = 20_000;
const mostZones = 50;
const mostLines = 200;

/** A yearly rule as time zones have them. Any other could be made to take hours to work out. */
const zoneRule =
  /^RRULE:FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=-?\d{1,2}|UNTIL=[\dTZ]{8,16}|WKST=[A-Z]{2}))*$/i;

/** One component, from its BEGIN line to its END line. */
export type Part = readonly string[];

/** Sorts the lines of a calendar into its events and its time zones. All other components, alarms in events too, are left out. */
export class CalendarParts {
  readonly events: Part[] = [];
  readonly zones: Part[] = [];
  /** The calendar says of everything in it that it is cancelled (RFC 5546, 3.2.5). */
  isCancellation = false;
  readonly #open: string[] = [];
  #part: string[] = [];
  #hasBegun = false;

  /** @throws TiskiError `calendar-form`, `calendar-too-large` */
  take(line: string): void {
    const [, edge, name = ''] = /^(BEGIN|END):([A-Z-]+)\s*$/i.exec(line) ?? [];
    if (edge === undefined) this.#property(line);
    else if (edge.toUpperCase() === 'BEGIN') this.#begin(name.toUpperCase());
    else this.#end(name.toUpperCase());
  }

  /** @throws TiskiError `calendar-not-ical`, `calendar-cut-short`: then nothing in it can be relied on */
  close(): void {
    if (!this.#hasBegun) throw new TiskiError('calendar-not-ical');
    if (this.#open.length > 0) throw new TiskiError('calendar-cut-short');
  }

  #begin(name: string): void {
    const depth = this.#open.length;
    if ((depth === 0) !== (name === 'VCALENDAR'))
      throw new TiskiError('calendar-form', 'components in disorder');
    if (depth >= 5) throw new TiskiError('calendar-form', 'components too deep');
    this.#hasBegun = true;
    this.#open.push(name);
    if (depth === 1) this.#part = [];
    if (this.#isWanted()) this.#part.push(`BEGIN:${name}`);
  }

  #end(name: string): void {
    if (this.#open.at(-1) !== name) throw new TiskiError('calendar-form', 'components in disorder');
    if (this.#isWanted()) this.#part.push(`END:${name}`);
    this.#open.pop();
    if (this.#open.length !== 1) return;
    if (name === 'VEVENT') this.events.push(this.#part);
    if (name === 'VTIMEZONE') this.zones.push(this.#part);
    if (this.events.length > mostEvents || this.zones.length > mostZones)
      throw new TiskiError('calendar-too-large', `more than ${mostEvents} events or ${mostZones} time zones`);
  }

  #property(line: string): void {
    if (this.#open.length === 1 && /^METHOD:CANCEL\s*$/i.test(line)) this.isCancellation = true;
    if (!this.#isWanted() || this.#part.length >= mostLines) return;
    if (this.#open[1] === 'VTIMEZONE' && /^(RRULE|RDATE)\b/i.test(line) && !zoneRule.test(line)) return;
    this.#part.push(line);
  }

  /** Whether a line here is of an event itself or of a time zone. */
  #isWanted(): boolean {
    return this.#open[1] === 'VTIMEZONE' || (this.#open[1] === 'VEVENT' && this.#open.length === 2);
  }
}
