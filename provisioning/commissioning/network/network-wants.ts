import { isIP } from 'node:net';
import { portOf } from '../../est/port-of';
import type { HostPort } from './check-network';
import type { Network } from './network';

/** What the IT of the town has to provide, in its own terms. */
export interface NetworkWants {
  readonly box: string;
  readonly mac: string;
  /** Addresses that the box has now. */
  readonly addresses: readonly string[];
  readonly names: readonly string[];
  readonly region: HostPort | undefined;
  readonly broker: HostPort | undefined;
  /** TCP ports of the box inside the network. */
  readonly ports: readonly number[];
}

export interface Known {
  readonly network: Network;
  readonly box: string;
  readonly regionUrl: string | undefined;
  readonly broker: HostPort | undefined;
  readonly ports: readonly number[];
}

export function networkWants({ network, box, regionUrl, broker, ports }: Known): NetworkWants {
  const links = network.links();
  const [link] = [...links.filter(({ carrier }) => carrier), ...links];
  const url = regionUrl === undefined ? undefined : new URL(regionUrl);
  const region = url && { host: url.hostname, port: portOf(url) };
  const named = [region?.host, broker?.host].filter(
    host => host !== undefined && isIP(host) === 0,
  ) as string[];
  return {
    box,
    mac: link?.mac ?? '',
    addresses: links.flatMap(({ addresses }) => addresses),
    names: [...new Set(named)],
    region,
    broker,
    ports,
  };
}
