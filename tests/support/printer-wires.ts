import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialTransport } from '../../hal/drivers/escpos/serial-transport';
import { TcpTransport } from '../../hal/drivers/escpos/tcp-transport';
import type { Transport } from '../../hal/drivers/escpos/transport';
import { UsbTransport } from '../../hal/drivers/escpos/usb-transport';
import { SystemTime } from '../../hal/platform/time';
import { SerialLine, type SimulatedPrinter } from '../../simulator/printer';

const time = new SystemTime();

/** One kind of wire between the driver and a simulated printer. */
export interface PrinterWire {
  readonly name: string;
  open(paper: SimulatedPrinter): Promise<OpenPrinterWire>;
}

export interface OpenPrinterWire {
  readonly transport: Transport;
  /** The code that a driver shows while nothing is at the other end. */
  readonly absent: 'printer-unreachable' | 'printer-unplugged';
  /** Takes the printer away for good: it is known at once that it is gone. */
  unplug(): Promise<void>;
  /** Brings it back; what can have another name then has one. */
  plug(): Promise<void>;
  /** After the printer has stopped. */
  close(): Promise<void>;
}

export const tcpWire: PrinterWire = {
  name: 'TCP',
  async open(paper) {
    await paper.start();
    return {
      transport: new TcpTransport('127.0.0.1', paper.port),
      absent: 'printer-unreachable',
      unplug: () => paper.stop(),
      plug: () => paper.start(),
      close: async () => {},
    };
  },
};

export interface CableOptions {
  readonly baud?: number;
  readonly xonXoff?: boolean;
}

/** A cable that a test can hold in its hands. */
export interface OpenCable extends OpenPrinterWire {
  readonly line: SerialLine;
  readonly link: string;
}

function cable(
  paper: SimulatedPrinter,
  options: CableOptions,
  transportOn: (link: string) => Transport,
): OpenCable {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-printer-'));
  const link = join(folder, 'printer');
  const line = new SerialLine({ time, attach: end => paper.attach(end), link, ...options });
  line.plug();
  return {
    line,
    link,
    transport: transportOn(link),
    absent: 'printer-unplugged',
    unplug: async () => line.unplug(),
    plug: async () => line.plug(),
    close: async () => {
      line.unplug();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The serial driver on a pseudo-terminal, which has no speed and no modem lines of its own: `baud` and XON/XOFF come from the peer. */
export function serialCable(paper: SimulatedPrinter, options: CableOptions = {}): OpenCable {
  const flow = options.xonXoff ? 'xon-xoff' : 'none';
  return cable(
    paper,
    options,
    port => new SerialTransport({ port, baud: options.baud ?? 115_200, flow, time }),
  );
}

/** The USB driver on a pseudo-terminal, which stands in for the kernel's printer device where there is no USB. */
export function usbCable(paper: SimulatedPrinter): OpenCable {
  return cable(paper, {}, port => new UsbTransport({ port, time }));
}

export const serialWire: PrinterWire = { name: 'serial line', open: async paper => serialCable(paper) };
export const usbWire: PrinterWire = { name: 'USB device', open: async paper => usbCable(paper) };
