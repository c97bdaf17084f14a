import type { Site, SiteDevice } from '../../firmware/config/site';
import type { DeviceKind } from '../../hal/device';
import { loadDriver } from '../../hal/registry';

/** What stands in for a device of each kind. A ticket printer stays one on a wire: its peer is a whole simulated printer. */
const virtualDrivers: Readonly<Record<Exclude<DeviceKind, 'ticket-printer'>, string>> = {
  button: 'virtual-button',
  lamp: 'virtual-lamp',
  sounder: 'virtual-sounder',
  'number-display': 'virtual-number-display',
  'smiley-unit': 'virtual-smiley-unit',
  'ring-source': 'virtual-ring-source',
};

/**
 * The same site with virtual devices in the place of those named, by their kinds; everything else is as it was. Ticket printers are left.
 * @param wanted which devices; all, if left out
 */
export function withVirtualDevices(
  site: Site,
  wanted: (name: string, device: SiteDevice) => boolean = () => true,
): Site {
  const devices = Object.entries(site.devices).map(([name, device]): [string, SiteDevice] => {
    const { kind } = loadDriver(device.driver);
    if (kind === 'ticket-printer' || !wanted(name, device)) return [name, device];
    const options = kind === 'smiley-unit' ? { faces: facesOf(device) } : {};
    return [name, { driver: virtualDrivers[kind], ...options } as SiteDevice];
  });
  return { ...site, devices: Object.fromEntries(devices) };
}

/** Each driver counts the faces of a smiley unit in a way of its own: a number, or a list of pins or lines. */
function facesOf(device: SiteDevice): 4 | 5 {
  const { faces, pins, lines } = device as Readonly<Record<string, unknown>>;
  const list = [pins, lines].find(Array.isArray);
  return faces === 4 || list?.length === 4 ? 4 : 5;
}
