import type { IClientOptions } from 'mqtt';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { sleep, type Time } from '../../hal/platform/time';
import { type BoxReport, readBoxReport } from './tally';

export interface BrokerPlace {
  readonly url: string;
  readonly options: Pick<IClientOptions, 'ca' | 'cert' | 'key'>;
  readonly time: Time;
}

/** No report for so long: the broker has told all that it keeps, ms. */
const settled = 3_000;

/** Much longer than a report is, bytes. */
const mostBytes = 4_096;

/** What every box of the broker reported last, by `site/appliance`: all reports are retained. @throws TiskiError `release-refused` */
export async function fleetReports({ url, options, time }: BrokerPlace): Promise<Map<string, BoxReport>> {
  const { connectAsync } = require('mqtt') as typeof import('mqtt');
  const reports = new Map<string, BoxReport>();
  try {
    const client = await connectAsync(url, { ...options, reconnectPeriod: 0 });
    let heard = 0;
    client.on('message', (topic, payload) => {
      heard += 1;
      const [, , site, appliance] = topic.split('/');
      const report = payload.length <= mostBytes ? readBoxReport(payload.toString('utf8')) : undefined;
      if (report) reports.set(`${site}/${appliance}`, report);
    });
    await client.subscribeAsync('tiski/1/+/+/update/reported', { qos: 1 });
    for (let before = -1; before < heard; ) {
      before = heard;
      await sleep(time, settled, 'reports of the fleet');
    }
    await client.endAsync();
  } catch (error) {
    throw new TiskiError('release-refused', `broker ${url}: ${messageOf(error)}`, { cause: error });
  }
  return reports;
}
