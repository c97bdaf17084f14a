import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { AcceptanceReport } from './acceptance';
import type { BrokerSettings } from './site-draft';

export interface PublishOptions {
  readonly report: AcceptanceReport;
  readonly broker: BrokerSettings;
  /** That of the site file, from which its paths are seen. */
  readonly folder: string;
  readonly time: Time;
  readonly log: Log;
}

/** For the technician to look on, ms. */
const patience = 10_000;

/** Puts the report to the broker, retained, with the certificate of the box. @returns whether the broker has it */
export async function publishReport({ report, broker, folder, time, log }: PublishOptions): Promise<boolean> {
  const mqtt = require('mqtt') as typeof import('mqtt');
  const [site, appliance] = report.box.split('.');
  let client: import('mqtt').MqttClient | undefined;
  try {
    const held = async (name: string | undefined) => name && (await readFile(resolve(folder, name)));
    const [ca, cert, key] = await Promise.all([broker.ca, broker.certificate, broker.key].map(held));
    client = await within(
      time,
      mqtt.connectAsync(broker.url, {
        clientId: `tiski-${site}-${appliance}-setup`,
        protocolVersion: 4,
        reconnectPeriod: 0,
        connectTimeout: patience,
        ...(ca && { ca }),
        ...(cert && { cert }),
        ...(key && { key }),
      }),
    );
    const topic = `tiski/1/${site}/${appliance}/acceptance`;
    await within(time, client.publishAsync(topic, JSON.stringify(report), { qos: 1, retain: true }));
    return true;
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'acceptance report not sent yet');
    return false;
  } finally {
    client?.end(true);
  }
}

function within<T>(time: Time, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = time.after(patience, 'acceptance report', () => reject(new Error('no answer in time')));
    work.then(resolve, reject).finally(() => timer.cancel());
  });
}
