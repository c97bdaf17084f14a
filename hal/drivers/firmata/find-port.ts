import { lstat } from 'node:fs/promises';
import { messageOf, TiskiError } from '../../platform/error';
import { type PortName, parsePortName } from '../../serial-identity';

interface ListedPort {
  readonly path: string;
  readonly vendorId?: string;
  readonly productId?: string;
  readonly serialNumber?: string;
}

/** What is plugged in, as `SerialPort.list()` tells it. */
export type ListPorts = () => Promise<readonly ListedPort[]>;

/**
 * The path under which the board can be opened now.
 * @throws TiskiError `board-absent`, `board-port-unstable`, `board-port-ambiguous`, `board-udev-missing`
 */
export async function findPort(name: string, listPorts: ListPorts): Promise<string> {
  const port = parsePortName(name);
  if (!port) throw new TiskiError('board-port-unstable', name);
  if (port.by === 'usb') return findByUsb(port, name, listPorts);
  const file = await lstat(port.path).catch(() => undefined);
  if (!file) throw new TiskiError('board-absent', name);
  if (!file.isSymbolicLink()) throw new TiskiError('board-port-unstable', `${name} is no symbolic link`);
  return port.path;
}

async function findByUsb(
  { vendor, product, serial }: PortName & { readonly by: 'usb' },
  name: string,
  listPorts: ListPorts,
): Promise<string> {
  const ports = await listPorts().catch(error => {
    throw new TiskiError('board-udev-missing', messageOf(error), { cause: error });
  });
  const fitting = ports.filter(
    port =>
      port.vendorId?.toLowerCase() === vendor &&
      port.productId?.toLowerCase() === product &&
      (serial === undefined || port.serialNumber === serial),
  );
  const [found, ...others] = fitting;
  if (!found) throw new TiskiError('board-absent', name);
  if (others.length > 0) {
    throw new TiskiError('board-port-ambiguous', fitting.map(({ path }) => path).join(', '));
  }
  return found.path;
}
