/**
 * The instant, in ms since 1970-01-01 UTC, at which the clocks of a time zone show `minute` minutes after midnight of `day`. A time that the
 * clocks skip in spring is taken with the offset from before the change, one that they show twice in autumn is the first.
 * @param day YYYY-MM-DD
 * @param timezone IANA name
 */
export function localInstant(day: string, minute: number, timezone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
  const before = asUtc - offset(asUtc - 86_400_000, timezone);
  const after = asUtc - offset(before, timezone);
  return offset(after, timezone) === offset(before, timezone) ? after : before;
}

/** Making one is dear, asking it is not. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** How much the clocks of a zone are ahead of UTC at an instant, ms. */
function offset(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const ahead = /GMT(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)/.exec(format.format(at));
  const { sign = '+', hours = '0', minutes = '0' } = { ...ahead?.groups };
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The calendar day after `day`, both YYYY-MM-DD. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
