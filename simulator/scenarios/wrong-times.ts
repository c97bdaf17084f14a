import { dayOf, type Finding } from '../../firmware/config/check-document';
import type { ScenarioFile } from './scenario-file';

/** Dates that are none, and ends before their beginnings. */
export function wrongTimes({ day, seasons, bookings, network, faults }: ScenarioFile): Finding[] {
  const spans = [
    ...[...(seasons ?? []).entries()].map(([index, span]) => ({ at: `/seasons/${index}`, ...span })),
    ...[...(network ?? []).entries()].map(([index, span]) => ({ at: `/network/${index}`, ...span })),
    ...[...(faults ?? []).entries()].map(([index, span]) => ({ at: `/faults/${index}`, ...span })),
  ];
  const dates = [
    { at: '/day', text: day },
    { at: '/bookings/from', text: bookings?.from },
    ...spans.flatMap(({ at, from, until }) => [
      { at: `${at}/from`, text: from },
      { at: `${at}/until`, text: until },
    ]),
  ];
  const none = dates
    .filter(({ text }) => text !== undefined && dayOf(text.slice(0, 10)) === undefined)
    .map(({ at, text }) => ({
      code: 'scenario-time' as const,
      at,
      message: `${text} is not in the calendar`,
    }));
  const backwards = spans
    .filter(({ from, until }) => from !== undefined && until !== undefined && until < from)
    .map(({ at, from }) => ({
      code: 'scenario-time' as const,
      at: `${at}/until`,
      message: `it ends before it begins, which is ${from}`,
    }));
  return [...none, ...backwards];
}
