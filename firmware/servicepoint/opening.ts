/** Open from `from` to `to` on `days`; minutes since local midnight, `to` exclusive, up to 1440. Days: 0 Sunday … 6 Saturday. */
export interface WeeklySpan {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

export type WeeklyHours = readonly WeeklySpan[];

export interface LocalTime {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly weekday: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local calendar time of an instant; deterministic, as the time zone's rules are data of the runtime. */
export function localTime(at: number, timezone: string): LocalTime {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timezone, format);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const day = `${part.year}-${part.month}-${part.day}`;
  return {
    day,
    weekday: new Date(`${day}T00:00:00Z`).getUTCDay(),
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
}

/** Whether a service with these hours gives numbers at that local time. */
export function isOpen(hours: WeeklyHours | undefined, local: LocalTime): boolean {
  if (!hours) return true;
  return hours.some(
    span => span.days.includes(local.weekday) && span.from <= local.minute && local.minute < span.to,
  );
}
