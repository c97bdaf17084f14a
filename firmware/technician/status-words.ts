import type { DeviceStatus } from '../../hal/device';
import type { DeviceEntry } from '../../hal/hal';
import { type CatalogueCode, catalogue } from '../../hal/platform/catalogue';
import { placeOfPort } from '../../hal/serial-identity';
import { type Holder, holderName, holdersOf, holdersOfGpio, stopCommand } from './holders';
import { harmless, unbroken } from './terminal';

/** A status in a sentence: how it is, why, the code. */
export function statusInWords(status: DeviceStatus): string {
  const reason = reasonInWords(status);
  return reason === '' ? status.health : `${status.health}: ${reason}`;
}

/** Why it is not ok, and what it warns of. */
export function reasonInWords({ code, detail, warnings = [] }: Omit<DeviceStatus, 'health'>): string {
  const careful = warnings.map(warning => `${catalogue[warning].what} (${warning})`);
  if (code === undefined) return harmless(careful.join('; '));
  // A detail that came from an error begins with what the catalogue says, and ends with the code.
  const { what } = catalogue[code];
  const more = detail === undefined || detail.includes(what) ? (detail ?? what) : `${what}: ${detail}`;
  return harmless([more.includes(`(${code})`) ? more : `${more} (${code})`, ...careful].join('; '));
}

/** What to do about a status. For a port that another program has, which command stops that program. */
export function adviceFor({ code, warnings = [] }: DeviceStatus, device: DeviceEntry): string[] {
  const told = [...(code === undefined || code === 'device-not-started' ? [] : [code]), ...warnings];
  return told.map(each => stopping(each, device) ?? catalogue[each].advice);
}

/** For something that another program has: which one, and the command that stops it. Nothing if it cannot be told. */
function stopping(code: CatalogueCode, device: DeviceEntry): string | undefined {
  const holders =
    code === 'gpio-line-busy' ? holdersOfGpio() : busyPorts.has(code) ? portHolders(device) : [];
  if (holders.length === 0) return undefined;
  const words = holders.map(
    holder => `${holderName(holder)} has it; to stop it: ${unbroken(stopCommand(holder))}`,
  );
  return harmless(words.join('. '));
}

const busyPorts: ReadonlySet<CatalogueCode> = new Set<CatalogueCode>(['board-busy', 'printer-port-busy']);

function portHolders({ driver, port }: DeviceEntry): Holder[] {
  if (typeof port !== 'string') return [];
  const place = placeOfPort(port, driver === 'escpos-usb' ? 'usbmisc' : 'tty');
  return 'path' in place ? holdersOf(place.path) : [];
}
