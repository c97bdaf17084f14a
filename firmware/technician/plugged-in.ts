import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type CatalogueCode, catalogue } from '../../hal/platform/catalogue';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { type ChipSeen, gpioChips } from './gpio-chips';
import {
  deviceless,
  machine,
  nameOfUsb,
  type PortSeen,
  type Roots,
  serialPorts,
  usbPrinters,
} from './usb-ports';

/** Something that keeps devices from being seen or used, and what to do about it. */
export interface Trouble {
  readonly code: CatalogueCode;
  readonly message: string;
  readonly advice: string;
}

export interface PluggedIn {
  readonly serial: readonly PortSeen[];
  readonly printers: readonly PortSeen[];
  readonly gpio: readonly ChipSeen[];
  readonly troubles: readonly Trouble[];
}

/** What is plugged into this machine. Opens nothing but GPIO chips, which changes nothing on their lines. */
export function pluggedIn(roots: Roots = machine): PluggedIn {
  const serial = serialPorts(roots);
  const printers = usbPrinters(roots);
  const troubles = [
    ...closed(serial, 'board-forbidden'),
    ...closed(printers, 'printer-port-forbidden'),
    ...unreachable(roots),
    ...withoutUdev(serial),
  ];
  return { serial, printers, gpio: chips(roots, troubles), troubles };
}

function chips(roots: Roots, troubles: Trouble[]): ChipSeen[] {
  try {
    return gpioChips(roots);
  } catch (error) {
    if (!(error instanceof TiskiError)) throw error;
    const advice = error.code === 'gpio-forbidden' ? withSudo : error.advice;
    troubles.push({ code: error.code, message: messageOf(error), advice });
    return [];
  }
}

/** What a technician can do at once; the user of the service is another matter. */
const withSudo = 'Write "sudo" before the command.';

function closed(ports: readonly PortSeen[], code: CatalogueCode): Trouble[] {
  return ports.flatMap(({ path, closedTo }) => {
    if (closedTo === undefined) return [];
    return [{ code, message: `You may not open ${path}; ${closedTo}`, advice: withSudo }];
  });
}

function unreachable(roots: Roots): Trouble[] {
  return deviceless(roots).map(usb => ({
    code: 'printer-deviceless',
    message: `${catalogue['printer-deviceless'].what}: ${nameOfUsb(usb)}`,
    advice: catalogue['printer-deviceless'].advice,
  }));
}

function withoutUdev(serial: readonly PortSeen[]): Trouble[] {
  if (!serial.some(({ usb }) => usb !== undefined) || isInstalled('udevadm')) return [];
  const { what, advice } = catalogue['board-udev-missing'];
  return [{ code: 'board-udev-missing', message: what, advice }];
}

function isInstalled(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/sbin', '/usr/sbin', '/bin', '/usr/bin'];
  return folders.some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
