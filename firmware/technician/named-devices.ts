import { existsSync } from 'node:fs';
import { describePlace, type LinePlace } from '../../hal/drivers/gpio/line-place';
import type { DeviceEntry } from '../../hal/hal';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { type PortProblem, placeOfPort } from '../../hal/serial-identity';
import { isRecord } from '../config/walk';
import { userOfLine } from './gpio-chips';
import type { Roots } from './usb-ports';

/** What a site file says of one device, held against what is there. */
export interface NamedDevice {
  readonly name: string;
  readonly driver: string;
  /** Its wire, in the words of the site file. */
  readonly wire: string;
  /** `elsewhere`: on the network or without a wire, where looking at this machine shows nothing. */
  readonly found: 'yes' | 'no' | 'elsewhere';
  /** Where it is now, or who uses it. */
  readonly note?: string;
  /** Why it is not there. */
  readonly code?: CatalogueCode;
}

type Look = Pick<NamedDevice, 'found' | 'note' | 'code'>;

export function namedDevices(devices: Readonly<Record<string, DeviceEntry>>, roots: Roots): NamedDevice[] {
  return Object.entries(devices).map(([name, entry]) => ({
    name,
    driver: entry.driver,
    wire: wireOf(entry),
    ...look(entry, roots),
  }));
}

/** What a device hangs on, in a few words. */
export function wireOf(entry: DeviceEntry): string {
  const { driver, port, pin, pins, host, url, appliance, device } = entry;
  const places = linesOfDevice(entry);
  if (places.length > 0) return places.map(describePlace).join(', ');
  if (typeof host === 'string') return `${host}:${port}`;
  if (typeof url === 'string') return url;
  if (typeof appliance === 'string') return `${device} on the satellite ${appliance}`;
  if (driver.startsWith('virtual-')) return 'virtual, without a wire';
  if (typeof port !== 'string') return 'reported by another program';
  if (typeof pin === 'number') return `pin ${pin} of ${port}`;
  return Array.isArray(pins) ? `pins ${pins.join(', ')} of ${port}` : port;
}

function look(entry: DeviceEntry, roots: Roots): Look {
  const { driver, port } = entry;
  if (driver.startsWith('gpio-')) return lookAtLines(linesOfDevice(entry), roots);
  if (typeof port !== 'string') return { found: 'elsewhere' };
  const isBoard = driver.startsWith('firmata-');
  const place = placeOfPort(port, driver === 'escpos-usb' ? 'usbmisc' : 'tty', roots.sysfs);
  const problems = isBoard ? boardProblems : printerProblems;
  if ('problem' in place) return { found: 'no', code: problems[place.problem], note: place.detail };
  if (!existsSync(place.path)) return { found: 'no', code: problems.absent, note: port };
  return { found: 'yes', ...(place.path !== port && { note: place.path }) };
}

const boardProblems: Readonly<Record<PortProblem, CatalogueCode>> = {
  absent: 'board-absent',
  unstable: 'board-port-unstable',
  ambiguous: 'board-port-ambiguous',
};

const printerProblems: Readonly<Record<PortProblem, CatalogueCode>> = {
  absent: 'printer-unplugged',
  unstable: 'printer-port-unstable',
  ambiguous: 'printer-port-ambiguous',
};

function lookAtLines(places: readonly LinePlace[], roots: Roots): Look {
  try {
    const users = new Set(places.map(place => userOfLine(place, roots)).filter(user => user !== undefined));
    return { found: 'yes', ...(users.size > 0 && { note: `in use by ${[...users].join(', ')}` }) };
  } catch (error) {
    const code = error instanceof TiskiError ? error.code : 'internal-error';
    return { found: 'no', code, note: messageOf(error) };
  }
}

/** All GPIO lines of a device: its own, the faces of a smiley unit, its light and its buzzer. */
function linesOfDevice({ driver, chip, line, lines, lamp, sounder }: DeviceEntry): LinePlace[] {
  if (!driver.startsWith('gpio-')) return [];
  const faces = Array.isArray(lines) ? lines.map(face => ({ chip, line: face })) : [];
  return [{ chip, line }, ...faces, lamp, sounder].flatMap(part => {
    if (!isRecord(part) || (typeof part.line !== 'number' && typeof part.line !== 'string')) return [];
    return [{ line: part.line, ...(typeof part.chip === 'string' && { chip: part.chip }) }];
  });
}
