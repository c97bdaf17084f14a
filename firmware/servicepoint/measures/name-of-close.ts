import type { ServiceEvent } from '../events';

/** What a close is asked for by: its day, month or quarter. Nothing for any other fact. */
export function nameOfClose({ type, data }: ServiceEvent): string | undefined {
  switch (type) {
    case 'measure.day-closed':
      return data.day;
    case 'measure.month-closed':
      return data.month;
    case 'measure.quarter-closed':
      return data.quarter;
    default:
      return undefined;
  }
}
