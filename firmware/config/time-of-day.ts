/** 9:00, 09:00, 23:59 and 24:00, the end of the day (ISO 8601-1:2019/Amd 1). */
export const timeOfDayPattern = '^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$';

const form = new RegExp(timeOfDayPattern);

/** Minutes since local midnight, 0-1440; undefined if the text is not a time of day. */
export function minutesOf(text: string): number | undefined {
  if (!form.test(text)) return undefined;
  const [hours, minutes] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Of a time of day in a site that has been checked. @throws RangeError when it is none */
export function minutesOfLoaded(text: string): number {
  const minutes = minutesOf(text);
  if (minutes === undefined) throw new RangeError(`${text} is not a time of day`);
  return minutes;
}

/** The one way to write a time of day that a loaded site has: HH:MM. */
export function normalTimeOfDay(text: string): string {
  return text.padStart(5, '0');
}
