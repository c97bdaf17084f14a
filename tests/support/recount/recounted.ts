import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import type { Rules } from '../../../firmware/servicepoint/rules';

/** Figures of one day, month or quarter, by whose they are: a service, `organisation/…`, or `point`. */
export type Closes = ReadonlyMap<string, unknown>;

const key = (period: string, name: string, whose: string) => `${period} ${name} ${whose}`;

/** What the product itself has told in its closes. */
export function toldIn(log: readonly ServiceEvent[]): Closes {
  const closes = new Map<string, unknown>();
  for (const { type, data } of log) {
    if (!type.startsWith('measure.') || !('figures' in data)) continue;
    const whose = data.service ?? (data.organisation ? `organisation/${data.organisation}` : 'point');
    if ('day' in data) closes.set(key('day', data.day, whose), data.figures);
    else if ('month' in data) closes.set(key('month', data.month, whose), data.figures);
    else closes.set(key('quarter', data.quarter, whose), data.figures);
  }
  return closes;
}

/** What the separate program makes of the same log. Its own words on the product's figures, the closes, are taken out before. */
export function recounted(log: readonly ServiceEvent[], rules: Rules): Closes {
  const organisations = Object.fromEntries(
    [...rules.services.values()].map(({ id, organisation }) => [id, organisation]),
  );
  const raw = log.filter(({ type }) => !type.startsWith('measure.'));
  const answer = execFileSync(
    process.execPath,
    [join(__dirname, 'recount.ts'), JSON.stringify({ timezone: rules.timezone, organisations })],
    { input: raw.map(event => JSON.stringify(event)).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const closes = new Map<string, unknown>();
  for (const line of answer.split('\n').filter(text => text !== '')) {
    const { period, name, whose, figures } = JSON.parse(line);
    closes.set(key(period, name, whose), figures);
  }
  return closes;
}
