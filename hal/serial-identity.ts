import { lstatSync } from 'node:fs';
import { findUsbNodes, type UsbIdentity } from './usb-nodes';

/** Where a device on a serial or USB cable is, in the words of the site file. */
export type PortName =
  | { readonly by: 'path'; readonly path: string }
  | ({ readonly by: 'usb' } & UsbIdentity);

/**
 * What a site file may call a port: a path whose name stays (a symbolic link, as udev makes them under /dev/serial/by-id, or a line on
 * the board itself, /dev/ttyS0 or /dev/ttyAMA0), or `usb:VENDOR:PRODUCT[:SERIAL]` in hexadecimal. Names that the kernel gives out in the
 * order of plugging in are refused.
 */
export const portPattern =
  '^(usb:[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}(:.+)?|/(?!dev/(tty(?!(S|AMA)\\d)|pts/|char/|bus/|usb/lp|console|ptmx)).+)$';

const form = new RegExp(portPattern);
const onBoard = /^\/dev\/tty(S|AMA)\d+$/;

/** Nothing for a name that does not stay. */
export function parsePortName(text: string): PortName | undefined {
  if (!form.test(text)) return undefined;
  if (text.startsWith('/')) return { by: 'path', path: text };
  const [, vendor = '', product = '', ...serial] = text.split(':');
  return {
    by: 'usb',
    vendor: vendor.toLowerCase(),
    product: product.toLowerCase(),
    ...(serial.length > 0 ? { serial: serial.join(':') } : {}),
  };
}

export type PortProblem = 'unstable' | 'absent' | 'ambiguous';

/** The path under which a port can be opened at this moment, or why there is none. */
export type PortPlace =
  | { readonly path: string }
  | { readonly problem: PortProblem; readonly detail: string };

/**
 * @param kind `tty` for serial lines, `usbmisc` for the kernel's USB printer devices.
 * @param sysfs where the kernel shows its devices.
 */
export function placeOfPort(name: string, kind: 'tty' | 'usbmisc', sysfs = '/sys'): PortPlace {
  const port = parsePortName(name);
  if (!port) return { problem: 'unstable', detail: name };
  if (port.by === 'usb') {
    const nodes = findUsbNodes(kind, port, sysfs);
    const [found, ...others] = nodes;
    if (!found) return { problem: 'absent', detail: name };
    if (others.length > 0) return { problem: 'ambiguous', detail: nodes.join(', ') };
    return { path: found };
  }
  if (onBoard.test(port.path)) return { path: port.path };
  const file = lstatSync(port.path, { throwIfNoEntry: false });
  if (!file) return { problem: 'absent', detail: name };
  if (!file.isSymbolicLink()) return { problem: 'unstable', detail: `${name} is no symbolic link` };
  return { path: port.path };
}
