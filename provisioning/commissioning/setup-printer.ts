import { Value } from '@sinclair/typebox/value';
import { type DeviceEntry, Hal } from '../../hal/hal';
import { TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { PrintDocument } from '../../hal/print-document';
import { loadDriver } from '../../hal/registry';
import type { PaperWidth, PrintOutcome } from '../../hal/ticket-printer';
import { listUsbNodes, type UsbNode } from '../../hal/usb-nodes';

export interface SetupPrinterOptions {
  /** Where the image of the box has one: `tcp://HOST:PORT`, `serial:PORT` or `usb:VENDOR:PRODUCT`; the first on USB, if left out. */
  readonly address?: string | undefined;
  readonly time: Time;
  readonly log: Log;
  /** For what its driver keeps. */
  readonly scratch: string;
  /** Printers on USB. */
  readonly plugged?: () => readonly UsbNode[];
}

/** The ticket printer before there is a site file. Opened for each print alone, since soon the site file names the same one. */
export class SetupPrinter {
  readonly #options: SetupPrinterOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SetupPrinterOptions) {
    this.#options = options;
  }

  /** One after the other. A printer that is not there is `not-done`. */
  print(lay: (paper: PaperWidth) => PrintDocument): Promise<PrintOutcome> {
    const turn = this.#turn.then(() => this.#print(lay));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Once what was begun has ended. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async #print(lay: (paper: PaperWidth) => PrintDocument): Promise<PrintOutcome> {
    const { time, log, scratch } = this.#options;
    const entry = this.#entry();
    if (!entry) return { outcome: 'not-done', code: 'setup-no-printer' };
    const hal = new Hal({ setup: entry }, { time, log, stateDir: scratch });
    const printer = hal.find('ticket-printer', 'setup');
    if (!printer) return { outcome: 'not-done', code: 'setup-no-printer' };
    try {
      await hal.start(new AbortController().signal);
      return await printer.print(lay(printer.paper));
    } finally {
      await hal.stop();
    }
  }

  #entry(): DeviceEntry | undefined {
    const { address, plugged = () => listUsbNodes('usbmisc') } = this.#options;
    if (address !== undefined) return entryOf(address);
    const [node] = plugged();
    if (!node) return undefined;
    const { vendor, product, serial } = node;
    return entryOf(['usb', vendor, product, ...(serial === undefined ? [] : [serial])].join(':'));
  }
}

/** @throws TiskiError `setting-invalid` */
function entryOf(address: string): DeviceEntry {
  if (address.startsWith('usb:')) return withDefaults('escpos-usb', { port: address });
  if (address.startsWith('serial:'))
    return withDefaults('escpos-serial', { port: address.slice('serial:'.length) });
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'tcp:' || url.hostname === '')
    throw new TiskiError('setting-invalid', `printer "${address}"`);
  return withDefaults('escpos-tcp', {
    host: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
  });
}

function withDefaults(driver: string, options: object): DeviceEntry {
  return { ...(Value.Default(loadDriver(driver).options, options) as object), driver };
}
