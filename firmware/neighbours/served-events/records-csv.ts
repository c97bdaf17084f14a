import { csvOf } from '../csv';
import type { ServiceRecord } from './service-record';

const columns = [
  'id',
  'site',
  'appliance',
  'day',
  'kind',
  'service',
  'takenFor',
  'organisation',
  'counter',
  'people',
  'booked',
  'reinstated',
  'issuedAt',
  'firstCalledAt',
  'servingAt',
  'endedAt',
  'queueingSeconds',
  'waitingSeconds',
  'serviceSeconds',
  'serviceKind',
] as const satisfies readonly (keyof ServiceRecord)[];

/** Records as a table with a line of names. */
export function recordsCsv(records: readonly ServiceRecord[]): string {
  return csvOf([columns, ...records.map(record => columns.map(name => record[name]))]);
}
