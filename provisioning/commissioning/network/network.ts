import { lookup } from 'node:dns/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

/** A connection of the box to a network. */
export interface Link {
  readonly name: string;
  /** Whether a cable is in and something answers at its other end. */
  readonly carrier: boolean;
  /** IP addresses by which others reach the box: none of its own invention (RFC 3927; RFC 4291, 2.5.6). */
  readonly addresses: readonly string[];
  /** Six octets in hexadecimal. */
  readonly mac: string;
}

/** What the machine knows of its network. */
export interface Network {
  links(): readonly Link[];
  /** IP addresses of a name. @throws the error of the resolver */
  resolve(host: string): Promise<readonly string[]>;
}

/** Linux, by sysfs. @param root of the file system */
export function machineNetwork(root = '/'): Network {
  return {
    links: () => linksBelow(join(root, 'sys/class/net')),
    resolve: async host => (await lookup(host, { all: true })).map(({ address }) => address),
  };
}

function linksBelow(folder: string): Link[] {
  const own = networkInterfaces();
  return namesIn(folder)
    .filter(name => name !== 'lo')
    .map(name => {
      const entries = own[name] ?? [];
      return {
        name,
        carrier: textOf(join(folder, name, 'carrier')).trim() === '1',
        addresses: entries.map(({ address }) => address).filter(isReachable),
        mac: textOf(join(folder, name, 'address')).trim(),
      };
    });
}

function isReachable(address: string): boolean {
  return !/^(169\.254\.|fe80:)/i.test(address);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** A link that is down has no carrier to be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
