import type { DeviceKind } from '../../../hal/device';
import { meaningOf } from '../meaning';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { didYouMean, listed } from '../suggest';
import { walk } from '../walk';
import { quoted } from '../words';
import type { AnyBox, RuleContext } from './rule';

interface DevicePlace {
  readonly pointer: string;
  readonly device: string;
  readonly kind: DeviceKind;
}

function placesOf({ schema: root, site }: RuleContext<AnyBox>): DevicePlace[] {
  return [...walk(root, site)].flatMap(({ schema, value, pointer }) => {
    const kind = meaningOf(schema).device;
    return kind && typeof value === 'string' && value !== '' ? [{ pointer, device: value, kind }] : [];
  });
}

const inWords = (kind: DeviceKind) => kind.replaceAll('-', ' ');

/** Every place names a device that is there, of its kind, and that no other place has. */
export function* devicePlaces(context: RuleContext<AnyBox>): Iterable<Finding> {
  const { devices } = context.site;
  if (!devices) return;
  const first = new Map<string, string>();
  for (const { pointer, device, kind } of placesOf(context)) {
    if (context.isTroubled(pointerTo('devices', device))) continue;
    if (!Object.hasOwn(devices, device)) {
      const fitting = Object.keys(devices).filter(name => context.driverOf(name)?.kind === kind);
      const meant = didYouMean(device, Object.keys(devices)) || `; of this kind there are ${listed(fitting)}`;
      yield {
        code: 'site-device-unknown',
        at: pointer,
        message: `${quoted(device)} is not under devices${meant}`,
      };
      continue;
    }
    const actual = context.driverOf(device)?.kind;
    const before = first.get(device);
    if (actual !== undefined && actual !== kind) {
      const message = `${quoted(device)} is a ${inWords(actual)}; a ${inWords(kind)} is needed here`;
      yield { code: 'site-device-kind', at: pointer, message };
    } else if (before !== undefined) {
      const message = `${quoted(device)} is in use ${context.placeOf(before)} already`;
      yield { code: 'site-device-twice', at: pointer, message };
    }
    if (before === undefined) first.set(device, pointer);
  }
}

/** A device that no place names was forgotten at a counter or kiosk. */
export function* unusedDevices(context: RuleContext): Iterable<Finding> {
  const places = placesOf(context);
  const { devices, counters, kiosks } = context.site;
  // A place that is misspelt, or names a device that is not there, would leave another one over: one cause.
  if (!devices || !counters || !kiosks) return;
  if (['/counters', '/kiosks', '/places', '/rings'].some(list => context.isTroubled(list))) return;
  if (places.some(({ device }) => !Object.hasOwn(devices, device))) return;
  for (const name of Object.keys(devices)) {
    if (places.some(({ device }) => device === name)) continue;
    const message = `no counter, no kiosk and no ring names ${quoted(name)}`;
    yield { code: 'site-device-unused', at: pointerTo('devices', name), on: 'key', message };
  }
}
