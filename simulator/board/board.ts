import { EventEmitter } from 'node:events';
import { messageOf } from '../../hal/platform/error';
import type { Time, Timer } from '../../hal/platform/time';
import { Atmega328p, type PinLevel } from './atmega328p';
import { Cable, type Wire, type WireEnd } from './cable';
import { Contacts } from './contacts';
import { standardFirmata } from './firmware-image';
import { I2cBus } from './i2c-bus';
import type { SimulatedSegmentDisplay } from './segment-display';

export interface SimulatedBoardOptions {
  readonly time: Time;
  /** Where programs find it: a symbolic link to its pseudo-terminal. Without, it is reached by `connect` only. */
  readonly link?: string;
  /** Uniform in [0, 1), for noise. */
  readonly random?: () => number;
  /** The words of another program than StandardFirmata. */
  readonly program?: Uint16Array;
  /** Milliseconds that the boot loader waits for a new program after each reset. */
  readonly bootLoader?: number;
  /** Whether opening the port resets the board, as the DTR line of an Uno does. */
  readonly resetOnOpen?: boolean;
}

export interface SimulatedBoardEvents {
  /** The program changed what it does at a pin. `at`: monotonic ms. */
  pin: [change: { readonly pin: number; readonly level: PinLevel; readonly at: number }];
  /** A program opened or closed the port. */
  port: [open: boolean];
}

export interface Bounces {
  /** How often the contact opens and closes again before it rests. */
  readonly times: number;
  /** Milliseconds between two of these changes. */
  readonly gap: number;
}

/** Milliseconds between two looks at wire and clock: while something happens, and otherwise. */
const pace = { awake: 1, idle: 5 };

/** A machine that is too busy loses emulated time beyond this, ms, instead of running after it for ever. */
const mostBehind = 200;

/** Bytes that wait for the UART; more are left in the line. */
const mostBacklog = 256;

const usualBootLoader = 500;

/**
 * An Arduino Uno with StandardFirmata: the real image on an emulated ATmega328P, with contacts at its pins, a cable that can be pulled and
 * everything else that happens to such a board.
 */
export class SimulatedBoard {
  readonly events = new EventEmitter<SimulatedBoardEvents>();
  readonly #options: SimulatedBoardOptions;
  readonly #time: Time;
  readonly #cable: Cable;
  readonly #contacts = new Contacts();
  readonly #bus = new I2cBus();
  readonly #levels = new Map<number, PinLevel>();
  #program: Uint16Array | undefined;
  #chip: Atmega328p | undefined;
  /** When the program began, monotonic ms, less what was lost by halts. */
  #bornAt = 0;
  #hung = false;
  #wasOpen = false;
  #timer: Timer | undefined;
  #agenda: { readonly at: number; readonly run: () => void }[] = [];
  #sent: number[] = [];
  #onTheWay: { readonly due: number; readonly bytes: Uint8Array }[] = [];
  #delay = 0;
  #noise = 0;

  constructor(options: SimulatedBoardOptions) {
    this.#options = options;
    this.#time = options.time;
    this.#cable = new Cable(options.link);
  }

  /** Puts it together and plugs it in. @throws TiskiError `board-image-missing` */
  async start(): Promise<void> {
    this.#program = this.#options.program ?? (await standardFirmata());
    this.plug();
  }

  async stop(): Promise<void> {
    this.unplug();
  }

  /** What the kernel calls its port now, such as `/dev/pts/7`. */
  get device(): string | undefined {
    return this.#cable.device;
  }

  get isOpen(): boolean {
    return this.#cable.isOpen;
  }

  /** Takes the place of a program at the other end, within this process. @throws Error when unplugged or in use */
  connect(end: WireEnd): Wire {
    const wire = this.#cable.connect(end, bytes => {
      if (this.#isListening) this.#chip?.receive(bytes);
      this.#hurry();
    });
    this.#hurry();
    return wire;
  }

  // — Pins —

  /** What the program does at a pin; 14-19 are A0-A5. `input` without power. */
  read(pin: number): PinLevel {
    return this.#chip?.pin(pin) ?? 'input';
  }

  /** Closes the contact between a pin and ground. */
  press(pin: number, bounces: Bounces = { times: 0, gap: 0 }): void {
    this.#contacts.close(pin);
    this.#bounce(pin, bounces);
    this.#contactMoved();
  }

  release(pin: number): void {
    this.#contacts.open(pin);
    this.#contactMoved();
  }

  /** The key stays down whatever a finger does. */
  stick(pin: number): void {
    this.#contacts.stick(pin);
    this.#contactMoved();
  }

  free(pin: number): void {
    this.#contacts.free(pin);
    this.#contactMoved();
  }

  attachDisplay(display: SimulatedSegmentDisplay): void {
    this.#bus.attach(display.address, display);
  }

  detachDisplay(display: SimulatedSegmentDisplay): void {
    this.#bus.detach(display.address);
  }

  // — Faults —

  /** As by its button. */
  reset(): void {
    if (this.#program === undefined || this.#chip === undefined) return;
    this.#boot(this.#program);
  }

  /** Stands still with all its outputs as they are; what is sent to it is lost. */
  hang(): void {
    this.#advance(this.#time.monotonic());
    this.#hung = true;
  }

  revive(): void {
    if (!this.#hung) return;
    this.#hung = false;
    this.#bornAt = this.#time.monotonic() - (this.#chip?.uptime ?? 0);
    this.#hurry();
  }

  /** Pulls the cable: the port is gone, and the power with it unless the board has its own. */
  unplug({ ownPower = false } = {}): void {
    this.#onTheWay = [];
    this.#cable.unplug();
    this.#seeWhoIsThere();
    if (ownPower) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#agenda = [];
    this.#chip = undefined;
    this.#levels.clear();
  }

  /** Plugs it in again; the kernel gives it another name, the link stays. */
  plug(): void {
    if (this.#program === undefined || this.#cable.isPlugged) return;
    this.#cable.plug();
    if (this.#chip) return;
    this.#hung = false;
    this.#boot(this.#program);
  }

  /** Bytes that no board would send. */
  garbage(bytes: Uint8Array): void {
    this.#cable.write(bytes);
  }

  /** From now on, such a share (0-1) of the bytes that it sends arrives as other bytes. */
  noise(share: number): void {
    this.#noise = share;
  }

  /** From now on, what it sends arrives so many milliseconds late. */
  delay(ms: number): void {
    this.#delay = ms;
  }

  #boot(program: Uint16Array): void {
    this.#sent = [];
    const { bootLoader = usualBootLoader } = this.#options;
    this.#bornAt = this.#time.monotonic() + bootLoader;
    const chip = new Atmega328p(program, this.#bus, {
      sent: byte => this.#sent.push(byte),
      pins: () => this.#pinsMoved(),
    });
    this.#chip = chip;
    this.#contacts.settle(chip, true);
    this.#pinsMoved();
    this.#hurry();
  }

  get #isListening(): boolean {
    return !this.#hung && this.#time.monotonic() >= this.#bornAt;
  }

  #bounce(pin: number, { times, gap }: Bounces): void {
    const now = this.#time.monotonic();
    for (let change = 1; change <= 2 * times; change++) {
      const run = () => {
        if (change % 2 === 1) this.#contacts.open(pin);
        else this.#contacts.close(pin);
        this.#settle();
      };
      this.#agenda.push({ at: now + change * gap, run });
    }
    this.#agenda.sort((a, b) => a.at - b.at);
  }

  #contactMoved(): void {
    this.#advance(this.#time.monotonic());
    this.#settle();
    this.#hurry();
  }

  #settle(): void {
    if (this.#chip) this.#contacts.settle(this.#chip);
  }

  #pinsMoved(): void {
    const chip = this.#chip;
    if (!chip) return;
    this.#settle();
    for (let pin = 2; pin <= 19; pin++) {
      const level = chip.pin(pin);
      if (level === this.#levels.get(pin)) continue;
      this.#levels.set(pin, level);
      this.events.emit('pin', { pin, level, at: this.#bornAt + chip.uptime });
    }
  }

  #hurry(): void {
    this.#timer?.cancel();
    this.#timer = this.#time.after(0, 'simulated board', () => this.#turn());
  }

  #turn(): void {
    const chip = this.#chip;
    if (!chip) return;
    if (chip.backlog < mostBacklog) {
      const bytes = this.#cable.read();
      this.#seeWhoIsThere();
      if (this.#isListening) this.#chip?.receive(bytes);
    }
    const now = this.#time.monotonic();
    this.#advance(now);
    this.#deliver(now);
    const asleep = this.#hung || chip.isIdle;
    this.#timer = this.#time.after(asleep ? pace.idle : pace.awake, 'simulated board', () => this.#turn());
  }

  #seeWhoIsThere(): void {
    const { isOpen } = this.#cable;
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    if (isOpen && (this.#options.resetOnOpen ?? true)) this.reset();
    this.events.emit('port', isOpen);
  }

  /** Brings the program to this instant, with what was to happen at the contacts on the way. */
  #advance(now: number): void {
    while (this.#agenda[0] && this.#agenda[0].at <= now) {
      const next = this.#agenda.shift();
      if (!next) break;
      this.#runTo(next.at);
      next.run();
    }
    this.#runTo(now);
  }

  #runTo(instant: number): void {
    const chip = this.#chip;
    if (!chip || this.#hung || instant <= this.#bornAt) return;
    const behind = instant - this.#bornAt - chip.uptime;
    if (behind > mostBehind) this.#bornAt += behind - mostBehind;
    try {
      chip.run(instant - this.#bornAt);
    } catch (error) {
      throw new Error(`the emulated program went astray: ${messageOf(error)}`, { cause: error });
    }
  }

  #deliver(now: number): void {
    if (this.#sent.length > 0) {
      this.#onTheWay.push({ due: now + this.#delay, bytes: Uint8Array.from(this.#sent, this.#disturb) });
      this.#sent = [];
    }
    while (this.#onTheWay[0] && this.#onTheWay[0].due <= now) {
      const next = this.#onTheWay.shift();
      if (next) this.#cable.write(next.bytes);
    }
  }

  readonly #disturb = (byte: number): number => {
    const random = this.#options.random;
    return random && random() < this.#noise ? Math.floor(random() * 256) : byte;
  };
}
