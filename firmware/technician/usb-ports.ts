import { accessSync, constants, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadKernel } from '../../hal/drivers/gpio/chardev/kernel';
import { groupsOf } from '../../hal/drivers/gpio/owning-group';
import { listUsbNodes, type UsbIdentity, type UsbNode } from '../../hal/usb-nodes';
import type { GpioRoots } from './gpio-chips';
import { type Guess, guess } from './hardware';
import { type Holder, holdersOf } from './holders';

/** Where the kernel and udev show devices; others only in tests. */
export interface Roots extends GpioRoots {
  readonly sysfs: string;
}

export const machine: Roots = { sysfs: '/sys', dev: '/dev', kernel: loadKernel };

/** A serial port or a USB printer. */
export interface PortSeen {
  /** Of this moment only, unless it is a line on the board itself. */
  readonly path: string;
  /** What it calls itself. */
  readonly title?: string;
  readonly usb?: UsbIdentity;
  readonly guess: Guess;
  /** How a site file names it, so that the name stays; nothing if no such name fits it alone. */
  readonly port?: string;
  /** Its links, which udev made. */
  readonly links: readonly string[];
  /** Which groups may open it, if this user may not. */
  readonly closedTo?: string;
  readonly heldBy: readonly Holder[];
}

/** A line of the machine has no boards behind it: their drivers want a name that goes away with the cable. */
const ownLine: Guess = { use: 'printer', profile: 'generic' };

/** Serial ports: USB boards, USB adapters, and the lines of the machine itself that have a chip behind them. */
export function serialPorts(roots: Roots = machine): PortSeen[] {
  const nodes = listUsbNodes('tty', roots.sysfs);
  const onBoard = namesIn(join(roots.sysfs, 'class', 'tty'))
    .filter(name => /^tty(AMA|S)\d+$/.test(name))
    .filter(name => !nodes.some(({ path }) => basename(path) === name))
    // The kernel keeps names for four serial lines that a machine need not have: type 0 is no chip.
    .filter(name => textOf(join(roots.sysfs, 'class', 'tty', name, 'type')) !== '0')
    .map(name => `/dev/${name}`);
  return [
    ...nodes.map(node => seen(node, nodes, linksIn(join(roots.dev, 'serial')))),
    ...onBoard.map(path => ({ path, port: path, guess: ownLine, links: [], ...access(path) })),
  ];
}

/** USB printers to which the kernel has given a device. */
export function usbPrinters({ sysfs }: Roots = machine): PortSeen[] {
  // Modems and power supplies share the class with printers.
  const nodes = listUsbNodes('usbmisc', sysfs).filter(({ path }) => /^lp\d+$/.test(basename(path)));
  return nodes.map(node => {
    const printer = seen(node, nodes, []);
    return { ...printer, guess: { ...printer.guess, use: 'printer' } };
  });
}

/** USB printers that no driver of the kernel has taken, by their numbers: plugged in and still not to be reached. */
export function deviceless({ sysfs }: Roots = machine): UsbIdentity[] {
  const folder = join(sysfs, 'bus', 'usb', 'devices');
  return namesIn(folder)
    .filter(name => name.includes(':'))
    .filter(name => textOf(join(folder, name, 'bInterfaceClass')) === '07')
    .filter(name => !namesIn(join(folder, name)).includes('driver'))
    .flatMap(name => {
      const device = join(folder, name.slice(0, name.indexOf(':')));
      const vendor = textOf(join(device, 'idVendor'));
      const product = textOf(join(device, 'idProduct'));
      return vendor !== undefined && product !== undefined ? [{ vendor, product }] : [];
    });
}

function seen(node: UsbNode, all: readonly UsbNode[], links: readonly Link[]): PortSeen {
  const { path, title, vendor, product, serial } = node;
  const usb = { vendor, product, ...(serial !== undefined && { serial }) };
  const own = links.filter(({ target }) => target === basename(path)).map(link => link.path);
  const twins = all.filter(
    other =>
      other.vendor === vendor &&
      other.product === product &&
      (serial === undefined || other.serial === serial),
  );
  const port = twins.length === 1 ? nameOfUsb(usb) : own[0];
  return {
    path,
    ...(title !== undefined && { title }),
    usb,
    guess: guess(usb),
    ...(port !== undefined && { port }),
    links: own,
    ...access(path),
  };
}

/** As a site file writes it. */
export function nameOfUsb({ vendor, product, serial }: UsbIdentity): string {
  return `usb:${vendor}:${product}${serial === undefined || serial === '' ? '' : `:${serial}`}`;
}

interface Link {
  readonly path: string;
  /** Name of the device, such as `ttyACM0`. */
  readonly target: string;
}

/** Links by id come before links by place: they stay when the cable is put elsewhere. Two devices of one id have one link. */
function linksIn(folder: string): Link[] {
  return ['by-id', 'by-path'].flatMap(kind =>
    namesIn(join(folder, kind)).flatMap(name => {
      const path = join(folder, kind, name);
      try {
        return [{ path, target: basename(realpathSync(path)) }];
      } catch {
        return [];
      }
    }),
  );
}

function access(path: string): Pick<PortSeen, 'closedTo' | 'heldBy'> {
  const heldBy = holdersOf(path);
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return { closedTo: groupsOf([path]), heldBy };
  }
  return { heldBy };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
