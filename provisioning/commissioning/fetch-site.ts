import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { exchange } from '../est/exchange';
import type { Contact } from '../identity/identity';

const path = '/site-file';

/** The site file that the region keeps for this box. @throws TiskiError `region-unreachable`, `region-untrusted`, `region-refuses`, `setup-site-missing` */
export async function fetchSite({ url, trust, identity }: Contact, time: Time): Promise<string> {
  const { status, body } = await exchange({ url: new URL(path, url), trust, identity, time });
  if (status === 404) throw new TiskiError('setup-site-missing');
  if (status !== 200) throw new TiskiError('region-refuses', `HTTP status ${status}`);
  return body.toString('utf8');
}
