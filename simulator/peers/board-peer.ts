import { EventEmitter } from 'node:events';
import type { SiteDevice } from '../../firmware/config/site';
import type { Light } from '../../hal/lamp-patterns';
import type { Time, Timer } from '../../hal/platform/time';
import type { BoardFault } from '../bench-page/bench-view';
import { SimulatedBoard, SimulatedSegmentDisplay } from '../board';

/** How long a finger holds a button down, and how long a ring contact is closed, ms. */
const heldFor = { button: 120, ring: 3000 };

/** Two bounces of a millisecond, as of a common push-button. */
const bounces = { times: 2, gap: 1 };

interface Contact {
  readonly pin: number;
  readonly hold: number;
}

interface BoardDevice {
  readonly driver: string;
  readonly pin?: number;
  readonly pins?: readonly number[];
  readonly activeLow?: boolean;
  readonly address?: number;
  readonly digits?: number;
}

/** A simulated board with everything wired to it that a site file says is on it: fingers, lamps, digits. */
export class BoardPeer {
  /** Something that a person sees has changed. */
  readonly events = new EventEmitter<{ changed: []; light: [name: string] }>();
  readonly name: string;
  /** Names of all that is wired to it. */
  readonly devices: readonly string[];
  readonly #board: SimulatedBoard;
  readonly #time: Time;
  readonly #contacts = new Map<string, Contact>();
  readonly #lamps = new Map<string, { readonly pin: number; readonly litBy: 'high' | 'low' }>();
  readonly #displays = new Map<string, SimulatedSegmentDisplay>();
  readonly #broken = new Set<BoardFault>();
  readonly #fingers = new Map<number, Timer>();

  /** @param link the symbolic link that the site file calls its port */
  constructor(
    name: string,
    options: {
      readonly link: string;
      readonly time: Time;
      readonly devices: ReadonlyMap<string, SiteDevice>;
    },
  ) {
    this.name = name;
    this.devices = [...options.devices.keys()];
    this.#time = options.time;
    this.#board = new SimulatedBoard({ time: options.time, link: options.link });
    for (const [device, entry] of options.devices) this.#wire(device, entry as BoardDevice);
    this.#board.events.on('pin', ({ pin }) => {
      for (const [lamp, wire] of this.#lamps) if (wire.pin === pin) this.events.emit('light', lamp);
    });
  }

  /** @throws TiskiError `board-image-missing` */
  async start(): Promise<void> {
    await this.#board.start();
  }

  async stop(): Promise<void> {
    for (const finger of this.#fingers.values()) finger.cancel();
    this.#fingers.clear();
    await this.#board.stop();
  }

  /** What can be pressed; a face of a smiley unit is `NAME 1`. */
  get buttons(): readonly string[] {
    return [...this.#contacts.keys()];
  }

  /** What a person sees of a lamp; nothing if it is not on this board. */
  light(lamp: string): Light | undefined {
    const wire = this.#lamps.get(lamp);
    return wire && (this.#board.read(wire.pin) === wire.litBy ? 'amber' : 'off');
  }

  /** What a person reads on a display; nothing if it is not on this board. */
  text(display: string): string | undefined {
    return this.#displays.get(display)?.text;
  }

  /** @returns false when there is no such contact here */
  press(name: string): boolean {
    const contact = this.#contacts.get(name);
    if (!contact) return false;
    const { pin, hold } = contact;
    this.#fingers.get(pin)?.cancel();
    this.#board.press(pin, bounces);
    const lift = this.#time.after(hold, 'finger', () => {
      this.#fingers.delete(pin);
      this.#board.release(pin);
    });
    this.#fingers.set(pin, lift);
    return true;
  }

  get broken(): readonly BoardFault[] {
    return [...this.#broken];
  }

  /** Begins or ends a fault; nothing happens when it is so already. */
  set(fault: BoardFault, on: boolean): void {
    if (on === this.#broken.has(fault)) return;
    if (on) this.#broken.add(fault);
    else this.#broken.delete(fault);
    if (fault === 'unplugged') {
      if (on) this.#board.unplug();
      else this.#board.plug();
    } else if (on) this.#board.hang();
    else this.#board.revive();
    this.events.emit('changed');
  }

  #wire(name: string, { driver, pin = 0, pins = [], activeLow = false, address, digits }: BoardDevice): void {
    if (driver === 'firmata-number-display') {
      const display = new SimulatedSegmentDisplay(address, digits);
      display.events.on('shown', () => this.events.emit('changed'));
      this.#board.attachDisplay(display);
      this.#displays.set(name, display);
    } else if (driver === 'firmata-lamp') this.#lamps.set(name, { pin, litBy: activeLow ? 'low' : 'high' });
    else if (driver === 'firmata-button') this.#contacts.set(name, { pin, hold: heldFor.button });
    else if (driver === 'firmata-contact') this.#contacts.set(name, { pin, hold: heldFor.ring });
    else if (driver === 'firmata-smiley-unit') {
      for (const [index, face] of pins.entries())
        this.#contacts.set(`${name} ${index + 1}`, { pin: face, hold: heldFor.button });
    }
  }
}
