import { isIP } from 'node:net';
import type { CatalogueCode } from '../../../hal/platform/catalogue';
import type { Time } from '../../../hal/platform/time';
import { portOf } from '../../est/port-of';
import type { Network } from './network';
import { probePort, probeRegion } from './probe';

/** In the order in which one is of use for the next. */
export const networkChecks = ['link', 'address', 'dns', 'region', 'proxy', 'time', 'broker'] as const;
export type NetworkCheck = (typeof networkChecks)[number];

export interface CheckResult {
  readonly check: NetworkCheck;
  /** `unknown`: could not be looked at, since something before it failed or its address is not known yet. */
  readonly result: 'ok' | 'failed' | 'unknown';
  readonly code?: CatalogueCode;
  /** An address or a name, as it stands in no sentence. */
  readonly detail?: string;
}

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface CheckOptions {
  readonly network: Network;
  /** Once it is known. */
  readonly region?: URL | undefined;
  readonly broker?: HostPort | undefined;
  readonly time: Time;
}

/** Times on tickets and in events may be wrong by so much before somebody must look, ms. */
const clockLeeway = 2 * 60_000;

/** Looks at the network as a technician would with a laptop: from the cable to the services, as far as it comes. Takes at most a quarter of a minute. */
export async function checkNetwork(options: CheckOptions): Promise<CheckResult[]> {
  const results = new Map<NetworkCheck, CheckResult>();
  const note = (check: NetworkCheck, code: CatalogueCode | undefined, detail?: string) =>
    results.set(check, {
      check,
      result: code === undefined ? 'ok' : 'failed',
      ...(code !== undefined && { code }),
      ...(detail !== undefined && { detail }),
    });
  await look(options, note);
  return networkChecks.map(check => results.get(check) ?? { check, result: 'unknown' });
}

type Note = (check: NetworkCheck, code: CatalogueCode | undefined, detail?: string) => void;

async function look({ network, region, broker, time }: CheckOptions, note: Note): Promise<void> {
  const links = network.links();
  const connected = links.filter(({ carrier }) => carrier);
  note('link', connected.length > 0 ? undefined : 'setup-no-link', connected[0]?.name ?? links[0]?.name);
  if (connected.length === 0) return;
  const address = connected.flatMap(({ addresses }) => addresses)[0];
  note('address', address === undefined ? 'setup-no-address' : undefined, address ?? connected[0]?.mac);
  if (address === undefined) return;
  const regionHost = region && hostOf(region);
  const named = [regionHost, broker?.host].filter(host => host !== undefined && isIP(host) === 0);
  const known = new Map<string, boolean>();
  for (const host of named as string[]) known.set(host, await isKnown(network, host));
  const unknown = [...known].find(([, found]) => !found)?.[0];
  if (known.size > 0) note('dns', unknown === undefined ? undefined : 'setup-no-dns', unknown);
  await Promise.all([
    region && regionHost !== undefined && known.get(regionHost) !== false && lookAtRegion(region, time, note),
    broker && known.get(broker.host) !== false && lookAtBroker(broker, time, note),
  ]);
}

async function lookAtRegion(region: URL, time: Time, note: Note): Promise<void> {
  const host = hostOf(region);
  const port = portOf(region);
  const reached = await probePort(host, port, time);
  const where = `${region.hostname}:${port}`;
  note('region', reached === 'answers' ? undefined : 'setup-region-closed', where);
  if (reached !== 'answers') return;
  const { isRegion, date } = await probeRegion(region, time);
  note('proxy', isRegion ? undefined : 'setup-proxy', where);
  if (!isRegion || date === undefined) return;
  const ahead = time.now() - date;
  note('time', Math.abs(ahead) > clockLeeway ? 'setup-clock-wrong' : undefined, instant(time.now()));
}

async function lookAtBroker({ host, port }: HostPort, time: Time, note: Note): Promise<void> {
  const reached = await probePort(host, port, time);
  note('broker', reached === 'answers' ? undefined : 'setup-broker-closed', `${host}:${port}`);
}

async function isKnown(network: Network, host: string): Promise<boolean> {
  try {
    return (await network.resolve(host)).length > 0;
  } catch {
    return false;
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
