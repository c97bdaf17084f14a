import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { sleep, type Time, type Timer } from '../../../hal/platform/time';

export interface UsbGadgetOptions {
  readonly time: Time;
  /** The printer's end; see `SimulatedPrinter.attach`. */
  readonly attach: (end: Duplex) => () => void;
  /** Hexadecimal, as `lsusb` shows them. */
  readonly vendor: string;
  readonly product: string;
  readonly serial: string;
}

const gadgets = '/sys/kernel/config/usb_gadget';

/** Milliseconds between two looks at the device; how long the host may take to find it. */
const look = 2;
const enumeration = 10_000;

/** Transfers of up to 8 KB that the device accepts before it is read. */
const queue = 1;

/**
 * A USB printer that the kernel's own host driver (usblp) finds, without hardware: a gadget with the printer function on the loop-back
 * controller `dummy_hcd`. Needs root, configfs, and the modules libcomposite, usb_f_printer and dummy_hcd.
 */
export class UsbGadget {
  readonly #options: UsbGadgetOptions;
  readonly #folder: string;
  #device = '';
  #descriptor?: number;
  #looking?: Timer;
  #detach?: () => void;
  #wants = false;
  /** While set, the printer takes nothing from the cable. */
  isHeld = false;

  constructor(options: UsbGadgetOptions) {
    this.#options = options;
    this.#folder = join(gadgets, `printer-${options.serial}`);
  }

  /** Makes the device; it is not plugged in yet. */
  create(): void {
    const { vendor, product, serial } = this.#options;
    const set = (name: string, value: string) => writeFileSync(join(this.#folder, name), value);
    const folder = (name: string) => mkdirSync(join(this.#folder, name));
    mkdirSync(this.#folder);
    set('idVendor', `0x${vendor}`);
    set('idProduct', `0x${product}`);
    folder('strings/0x409');
    set('strings/0x409/serialnumber', serial);
    folder('configs/c.1');
    const before = new Set(readdirSync('/dev'));
    folder('functions/printer.0');
    set('functions/printer.0/q_len', String(queue));
    symlinkSync(join(this.#folder, 'functions/printer.0'), join(this.#folder, 'configs/c.1/printer.0'));
    const others = readdirSync('/dev').filter(name => !before.has(name));
    const [made = 'g_printer0'] = others.filter(name => name.startsWith('g_printer'));
    this.#device = join('/dev', made);
  }

  /** Plugs it in; resolves when the host has found it. @throws Error when it does not */
  async plug(): Promise<void> {
    const { time, attach } = this.#options;
    const [controller = ''] = readdirSync('/sys/class/udc');
    writeFileSync(join(this.#folder, 'UDC'), controller);
    const until = time.monotonic() + enumeration;
    // It can be opened as soon as the host has chosen its interface.
    const open = () => notNow(() => openSync(this.#device, constants.O_RDWR | constants.O_NONBLOCK));
    for (let opened = open(); ; opened = open()) {
      this.#descriptor = opened;
      if (opened !== undefined) break;
      if (time.monotonic() > until) throw new Error('the host does not find the printer');
      await sleep(time, 10, 'usb gadget');
    }
    const end = new Duplex({
      read: () => {
        this.#wants = true;
      },
      write: (bytes: Buffer, _encoding, done) => this.#write(bytes, done),
    });
    this.#detach = attach(end);
    this.#looking = time.every(look, 'usb gadget', () => this.#read(end));
  }

  unplug(): void {
    if (this.#descriptor === undefined) return;
    this.#looking?.cancel();
    writeFileSync(join(this.#folder, 'UDC'), '\n');
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#detach?.();
  }

  remove(): void {
    this.unplug();
    unlinkSync(join(this.#folder, 'configs/c.1/printer.0'));
    for (const name of ['functions/printer.0', 'configs/c.1', 'strings/0x409', ''])
      rmdirSync(join(this.#folder, name));
  }

  #read(end: Duplex): void {
    const buffer = Buffer.alloc(4096);
    while (this.#wants && !this.isHeld && this.#descriptor !== undefined) {
      const count = notNow(() => readSync(this.#descriptor ?? -1, buffer));
      if (!count) return;
      this.#wants = false;
      end.push(Buffer.from(buffer.subarray(0, count)));
    }
  }

  #write(bytes: Buffer, done: () => void): void {
    const count = notNow(() =>
      this.#descriptor === undefined ? bytes.length : writeSync(this.#descriptor, bytes),
    );
    if (count === bytes.length) {
      done();
      return;
    }
    const rest = bytes.subarray(count);
    this.#options.time.after(look, 'usb gadget answer', () => this.#write(rest, done));
  }
}

/** Nothing when the device has no room or no bytes, or is just being unplugged. */
function notNow(run: () => number): number | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
