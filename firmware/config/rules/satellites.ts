import type { Draft } from '../draft';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import type { SatelliteSite } from '../satellite-site';
import type { Site } from '../site';
import { quoted } from '../words';
import type { RuleContext } from './rule';

interface Borrowed {
  readonly name: string;
  readonly appliance?: unknown;
  readonly device?: unknown;
}

const isBorrowed = (driver: string | undefined) => driver?.startsWith('satellite-') === true;

function borrowedIn({ devices = {} }: Draft<Site>): Borrowed[] {
  return Object.entries(devices)
    .filter(([, device]) => isBorrowed(device?.driver))
    .map(([name, device]) => ({ ...device, name }));
}

/** What a hub borrows is on another box, is reached over a broker, and is borrowed once. */
export function* borrowedDevices({ site, isTroubled, placeOf }: RuleContext): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { name, appliance, device } of borrowedIn(site)) {
    const at = pointerTo('devices', name);
    if (isTroubled(at)) continue;
    if (!site.mqtt && !isTroubled('/mqtt')) {
      const message = `${quoted(name)} is on a satellite, which is reached over a broker; there is no "mqtt"`;
      yield { code: 'satellite-broker-missing', at, on: 'key', message };
    }
    if (appliance === site.appliance) {
      const message = `${quoted(name)} is said to be on this box itself`;
      yield { code: 'site-satellite-self', at: `${at}/appliance`, message };
    }
    const key = `${appliance}/${device}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, at);
    else {
      const message = `${quoted(String(device))} of ${quoted(String(appliance))} is in use ${placeOf(before)} already`;
      yield { code: 'site-device-twice', at: `${at}/device`, message };
    }
  }
}

/** A satellite lends what hangs on itself; and printers never, since a hub must know for certain what came out of them. */
export function* lentDevices({ site, driverOf }: RuleContext<SatelliteSite>): Iterable<Finding> {
  for (const [name, device] of Object.entries(site.devices ?? {})) {
    const at = pointerTo('devices', name, 'driver');
    if (isBorrowed(device?.driver)) {
      yield { code: 'site-not-lent', at, message: `${quoted(name)} is itself on a satellite` };
    } else if (driverOf(name)?.kind === 'ticket-printer') {
      yield { code: 'site-not-lent', at, message: `${quoted(name)} is a ticket printer` };
    }
  }
}

/** A refused press must be seen or heard. */
export function* signlessButtons({
  site,
  isTroubled,
  driverOf,
}: RuleContext<SatelliteSite>): Iterable<Finding> {
  if (isTroubled('/places') || isTroubled('/devices')) return;
  const names = Object.keys(site.devices ?? {});
  const isSign = (name: string) => ['lamp', 'sounder'].some(kind => kind === driverOf(name)?.kind);
  const canTell = names.some(isSign);
  for (const name of names.filter(button => driverOf(button)?.kind === 'button')) {
    const place = site.places?.find(held => held?.buttons?.includes(name));
    const { lamps = [], sounders = [] } = place ?? {};
    if (place ? lamps.length + sounders.length > 0 : canTell) continue;
    const message = `nothing tells that a press of ${quoted(name)} was refused`;
    yield { code: 'site-button-signless', at: pointerTo('devices', name), on: 'key', message };
  }
}
