import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a USB device says of itself; hexadecimal in small letters, the serial number as it is. */
export interface UsbIdentity {
  readonly vendor: string;
  readonly product: string;
  /** Not every device has one. */
  readonly serial?: string;
}

export interface UsbNode extends UsbIdentity {
  /** Such as `/dev/ttyUSB0`: of this moment only. */
  readonly path: string;
  /** What the device calls itself, maker first; not every device has a name. */
  readonly title?: string;
}

const folders: Readonly<Record<'tty' | 'usbmisc', string>> = { tty: '/dev', usbmisc: '/dev/usb' };

/** The device nodes of one class that stand for USB devices now, read from sysfs, so that neither udev nor another program is needed. */
export function listUsbNodes(kind: 'tty' | 'usbmisc', sysfs = '/sys'): UsbNode[] {
  const root = join(sysfs, 'class', kind);
  return entriesOf(root).flatMap(name => {
    const identity = identityAbove(join(root, name, 'device'));
    return identity ? [{ path: join(folders[kind], name), ...identity }] : [];
  });
}

/** Paths of those that fit. */
export function findUsbNodes(kind: 'tty' | 'usbmisc', wanted: UsbIdentity, sysfs = '/sys'): string[] {
  return listUsbNodes(kind, sysfs)
    .filter(
      node =>
        node.vendor === wanted.vendor &&
        node.product === wanted.product &&
        (wanted.serial === undefined || node.serial === wanted.serial),
    )
    .map(({ path }) => path);
}

/** A node belongs to an interface, the interface to the device that has the numbers: some levels up. */
function identityAbove(link: string): Omit<UsbNode, 'path'> | undefined {
  let folder = realPath(link);
  while (folder !== undefined && folder !== dirname(folder)) {
    const vendor = textOf(join(folder, 'idVendor'));
    const product = textOf(join(folder, 'idProduct'));
    if (vendor !== undefined && product !== undefined) {
      const serial = textOf(join(folder, 'serial'));
      const title = [textOf(join(folder, 'manufacturer')), textOf(join(folder, 'product'))]
        .filter(word => word !== undefined && word !== '')
        .join(' ');
      return { vendor, product, ...(serial !== undefined && { serial }), ...(title !== '' && { title }) };
    }
    folder = dirname(folder);
  }
  return undefined;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function realPath(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
