/** 2026-12-24 (ISO 8601). */
export const datePattern = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';

const form = new RegExp(datePattern);

/** Days since 1 January 1970; undefined if the text is not a date of the calendar. */
export function dayOf(text: string): number | undefined {
  const at = Date.parse(`${text}T00:00:00Z`);
  // JavaScript takes 2026-02-30 for 2 March.
  const exists = form.test(text) && new Date(at).toISOString().startsWith(text);
  return exists ? at / 86_400_000 : undefined;
}

/** Of a date in a site that has been checked. @throws RangeError when it is none */
export function dayOfLoaded(text: string): number {
  const day = dayOf(text);
  if (day === undefined) throw new RangeError(`${text} is not a date`);
  return day;
}
