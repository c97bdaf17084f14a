import { isIP } from 'node:net';
import type { Draft } from '../draft';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import type { Site } from '../site';
import { quoted } from '../words';
import type { AnyBox, RuleContext } from './rule';

interface Address {
  readonly host: string;
  readonly port: number;
  readonly at: string;
  readonly what: string;
}

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0|::)$/;

/** The same machine under its different names. */
function normalHost(host: string): string {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return thisMachine.test(bare) ? 'localhost' : bare;
}

const brokerPorts: Readonly<Record<string, number>> = {
  'mqtt:': 1883,
  'mqtts:': 8883,
  'ws:': 80,
  'wss:': 443,
};

function brokerOf(site: Draft<Pick<Site, 'mqtt'>>): URL | undefined {
  const { url = '' } = site.mqtt ?? {};
  return URL.canParse(url) ? new URL(url) : undefined;
}

function addressesOf({ site, driverOf }: RuleContext): Address[] {
  const addresses: Address[] = [];
  const { host, port } = site.http ?? {};
  if (host !== undefined && port) addresses.push({ host, port, at: '/http', what: 'the web pages' });
  const broker = brokerOf(site);
  const brokerPort = broker && (Number(broker.port) || brokerPorts[broker.protocol]);
  if (broker && brokerPort) {
    addresses.push({ host: broker.hostname, port: brokerPort, at: '/mqtt/url', what: 'the broker' });
  }
  for (const [name, device] of Object.entries(site.devices ?? {})) {
    // Only printers are one device per address: a relay module has many lamps behind one.
    if (driverOf(name)?.kind !== 'ticket-printer') continue;
    const options = device as { readonly host?: unknown; readonly port?: unknown } | undefined;
    const { host, port } = options ?? {};
    if (typeof host !== 'string' || typeof port !== 'number') continue;
    const at = pointerTo('devices', name, 'host');
    addresses.push({ host, port, at, what: `the printer ${quoted(name)}` });
  }
  return addresses;
}

/** Two printers, or a printer and a server, cannot stand behind one address. */
export function* addresses(context: RuleContext): Iterable<Finding> {
  const first = new Map<string, Address>();
  for (const address of addressesOf(context)) {
    const name = `${normalHost(address.host)}:${address.port}`;
    const before = first.get(name);
    if (!before) {
      first.set(name, address);
      continue;
    }
    const message = `${address.what} and ${before.what} (${context.placeOf(before.at)}) both have ${name}`;
    yield { code: 'site-address-twice', at: address.at, message };
  }
}

/** The login is whole, the password is not in the file, and what crosses a network is encrypted. */
export function* broker({ site, isTroubled }: RuleContext<AnyBox>): Iterable<Finding> {
  const { mqtt } = site;
  if (!mqtt || isTroubled('/mqtt')) return;
  const at = '/mqtt/url';
  const url = brokerOf(site);
  if (!url?.hostname) {
    yield {
      code: 'site-form',
      at,
      message: `"url" is ${quoted(mqtt.url)}; expected an address with a host, such as mqtts://broker.example.fi:8883`,
    };
  }
  if (url?.username || url?.password) {
    yield { code: 'site-mqtt-login', at, message: '"url" holds a user or password' };
  } else if (url && /^(mqtt|ws):$/.test(url.protocol) && normalHost(url.hostname) !== 'localhost') {
    yield {
      code: 'site-mqtt-plain',
      at,
      message: `${quoted(url.protocol)} to ${url.hostname} can be read by others on the network`,
    };
  }
  if (mqtt.passwordFile !== undefined && mqtt.username === undefined) {
    yield {
      code: 'site-mqtt-login',
      at: '/mqtt/passwordFile',
      on: 'key',
      message: 'there is a password, but no "username"',
    };
  }
}

const hostName = /^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})*\.?$/i;

function isHost(host: string): boolean {
  return isIP(host) !== 0 || (hostName.test(host) && !/^[\d.]+$/.test(host));
}

/** Addresses to listen on and addresses of devices: 192.168.1.300 and 10.0.0.5:9100 look right to a tired eye. */
export function* hosts({ site, isTroubled }: RuleContext<AnyBox>): Iterable<Finding> {
  const devices = Object.entries(site.devices ?? {}).map(([name, device]) => ({
    host: (device as { readonly host?: unknown } | undefined)?.host,
    at: pointerTo('devices', name, 'host'),
  }));
  for (const { host, at } of [{ host: site.http?.host, at: '/http/host' }, ...devices]) {
    if (typeof host !== 'string' || isTroubled(at) || isHost(host)) continue;
    const expected = 'an IP address or a host name, without a port';
    yield { code: 'site-form', at, message: `"host" is ${quoted(host)}; expected ${expected}` };
  }
}
