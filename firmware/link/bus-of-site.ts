import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import { credentialsOf } from './credentials';
import { SiteBus } from './site-bus';
import { clientIdOf } from './topics';

export interface BusOptions {
  readonly site: Site;
  readonly time: Time;
  /** Of what is at the end of a wire; `time`, if left out. */
  readonly wireTime?: Time;
  readonly log: Log;
  readonly random: () => number;
}

/** To the satellites of the site, over the same broker as the link; none without a broker. */
export function busOf({
  site,
  time: own,
  wireTime: time = own,
  log,
  random,
}: BusOptions): SiteBus | undefined {
  const { mqtt, site: id, appliance } = site;
  if (!mqtt) return undefined;
  const clientId = `${clientIdOf(id, appliance)}-bus`;
  const credentials = () => credentialsOf(mqtt);
  return new SiteBus({ url: mqtt.url, site: id, appliance, clientId, credentials, time, log, random });
}
