import type { Button } from '../../hal/button';
import type { Device, DeviceStatus } from '../../hal/device';
import type { DeviceEntry } from '../../hal/hal';
import type { Edge } from '../../hal/line';
import type { Time } from '../../hal/platform/time';
import type { RingSource } from '../../hal/ring-source';
import type { SmileyUnit } from '../../hal/smiley-unit';
import type { WireTap } from '../../hal/wire-tap';
import { hex, PrinterEar } from './printer-ear';
import { adviceFor, statusInWords } from './status-words';
import { entry, harmless } from './terminal';

/** Longest name that has a line of its own beside what is said. */
const longestName = 24;

/** Writes what happens on devices and their wires, one line each, with the seconds since the start. */
export class WireLog implements WireTap {
  readonly #devices: Readonly<Record<string, DeviceEntry>>;
  readonly #time: Time;
  readonly #out: (text: string) => void;
  readonly #everyByte: boolean;
  readonly #ears = new Map<string, PrinterEar>();
  readonly #nameColumn: number;
  readonly #since: number;
  #closed = false;

  constructor(
    devices: Readonly<Record<string, DeviceEntry>>,
    settings: { readonly time: Time; readonly everyByte: boolean; out(text: string): void },
  ) {
    this.#devices = devices;
    this.#time = settings.time;
    this.#out = settings.out;
    this.#everyByte = settings.everyByte;
    const longest = Math.max(0, ...Object.keys(devices).map(name => name.length));
    this.#nameColumn = Math.min(longest, longestName) + 2;
    this.#since = settings.time.monotonic();
  }

  follow(device: Device): void {
    const { name } = device;
    device.events.on('status', status => this.status(name, status));
    if (isButton(device)) device.events.on('gesture', gesture => this.tell(name, `gesture: ${gesture}`));
    if (isSmileyUnit(device)) {
      device.events.on('pressed', ({ face }) => this.tell(name, `face ${face} pressed`));
      device.events.on('released', ({ face }) => this.tell(name, `face ${face} released`));
    }
    if (isRingSource(device)) {
      device.events.on('ringing', ({ call }) => this.tell(name, `ringing (call ${harmless(call)})`));
      device.events.on('over', ({ call, end }) =>
        this.tell(name, `ring over: ${end} (call ${harmless(call)})`),
      );
    }
  }

  status(name: string, status: DeviceStatus): void {
    this.tell(name, `status ${statusInWords(status)}`);
    const device = this.#devices[name];
    if (!device || this.#closed) return;
    for (const advice of adviceFor(status, device)) this.#line('', '', `-> ${advice}`);
  }

  edge(device: string, place: string, { active, lost }: Edge): void {
    const before = lost > 0 ? `, ${lost} before it lost` : '';
    this.tell(device, `edge: ${active ? 'closed' : 'open'} (${place}${before})`);
  }

  bytes(wire: string, direction: 'sent' | 'received', bytes: Uint8Array): void {
    if (this.#everyByte) {
      const [size, name] = [bytes.length, wire in this.#devices ? wire : `board ${wire}`];
      this.tell(name, `${direction} ${size} byte${size === 1 ? '' : 's'}: ${hex(bytes)}`);
    }
    if (!(wire in this.#devices)) return;
    const ear = this.#ears.get(wire) ?? new PrinterEar();
    this.#ears.set(wire, ear);
    if (direction === 'sent') ear.sent(bytes);
    else for (const words of ear.received(bytes)) this.tell(wire, words);
  }

  /** What comes after it is not told: devices that are stopped say so. */
  close(): void {
    this.#closed = true;
  }

  tell(name: string, what: string): void {
    if (this.#closed) return;
    this.#line(((this.#time.monotonic() - this.#since) / 1000).toFixed(3), name, what);
  }

  #line(seconds: string, name: string, what: string): void {
    const head = `${seconds.padStart(9)}  `;
    this.#out(`${entry(head + harmless(name), what, head.length + this.#nameColumn)}\n`);
  }
}

const isButton = (device: Device): device is Button => device.kind === 'button';
const isSmileyUnit = (device: Device): device is SmileyUnit => device.kind === 'smiley-unit';
const isRingSource = (device: Device): device is RingSource => device.kind === 'ring-source';
