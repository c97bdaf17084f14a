import type { SiteCalendar } from '../config/site';
import { fileCalendar } from './file-calendar';
import { webCalendar } from './web-calendar';

/** A calendar that is open for reading. */
export interface OpenCalendar {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Tells this state of the calendar from others, if whoever keeps it can; for `open` the next time. */
  readonly version?: string;
}

/** Where a calendar is read from. */
export interface CalendarSource {
  /**
   * @param known the version that has been read already
   * @returns undefined if the calendar is still of that version
   * @throws TiskiError of the group "Calendars with bookings"; never with an address in it, which may be a secret
   */
  open(known: string | undefined, signal: AbortSignal): Promise<OpenCalendar | undefined>;
}

/** @throws RangeError for a calendar that the checker would refuse */
export function sourceOf({ id, file, url, urlFile }: SiteCalendar): CalendarSource {
  if (file !== undefined) return fileCalendar(file);
  if (urlFile !== undefined) return webCalendar({ urlFile });
  if (url !== undefined) return webCalendar({ url });
  throw new RangeError(`the calendar ${id} is nowhere`);
}
