import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import * as assert from 'uvu/assert';
import type { Device, DeviceKind, DeviceStatus, Listenable } from '../../hal/device';
import { type DeviceEntry, Hal } from '../../hal/hal';
import { LampConductor } from '../../hal/lamp-conductor';
import { silent } from '../../hal/platform/log';
import type { DeviceOfKind } from '../../hal/registry';
import {
  type PinLevel,
  SimulatedBoard,
  type SimulatedBoardEvents,
  type SimulatedBoardOptions,
} from '../../simulator/board';
import { awake, SteadyTime } from './steady-time';

const time = new SteadyTime();

/** How long anything may take before a test fails, ms. */
const patience = 8000;

/** The next event of which the condition holds; fails by itself. */
export function next<Events, K extends keyof Events & string>(
  events: Listenable<Events>,
  name: K,
  condition: (...values: Events[K] & unknown[]) => boolean = () => true,
): Promise<Events[K]> {
  return new Promise((resolve, reject) => {
    const listener = (...values: Events[K] & unknown[]) => {
      if (!condition(...values)) return;
      timer.cancel();
      events.off(name, listener);
      resolve(values);
    };
    const timer = time.after(patience, 'patience', () => {
      events.off(name, listener);
      reject(new Error(`no "${name}" in ${patience} ms`));
    });
    events.on(name, listener);
  });
}

/** Resolves when the device has this health, and says how long it took, ms. */
export async function until(device: Device, health: DeviceStatus['health'], code?: string): Promise<number> {
  const since = awake();
  const holds = (status: DeviceStatus) =>
    status.health === health && (code === undefined || status.code === code);
  try {
    if (!holds(device.status)) await next(device.events, 'status', holds);
  } catch {
    throw new Error(`${device.name} is ${JSON.stringify(device.status)}, not ${health} ${code ?? ''}`);
  }
  return awake() - since;
}

/** The device of that name. */
export function known(hal: Hal, name: string): Device {
  const device = hal.devices.get(name);
  if (!device) throw new Error(`no ${name}`);
  return device;
}

/** The device of that name and kind. */
export function find<Kind extends DeviceKind>(hal: Hal, kind: Kind, name: string): DeviceOfKind[Kind] {
  const device = hal.find(kind, name);
  if (!device) throw new Error(`no ${name}`);
  return device;
}

/** A board behind a link in a folder of its own, and the devices of a site on it. */
export class FirmataBench {
  readonly time = time;
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-board-'));
  readonly link = join(this.folder, 'usb-Arduino_Uno-if00');
  readonly board: SimulatedBoard;
  #hals: Hal[] = [];

  constructor(options: Partial<SimulatedBoardOptions> = {}) {
    this.board = new SimulatedBoard({ time: this.time, link: this.link, bootLoader: 0, ...options });
  }

  /** Starts devices; their `port` is the board's link unless they say otherwise. */
  async devices(entries: Readonly<Record<string, DeviceEntry>>): Promise<Hal> {
    const { time, folder, link } = this;
    const named = Object.entries(entries).map(([name, entry]) => [name, { port: link, ...entry }]);
    const context = { time, log: silent, stateDir: folder, conductor: new LampConductor(time) };
    const hal = new Hal(Object.fromEntries(named), context);
    this.#hals.push(hal);
    await hal.start(new AbortController().signal);
    return hal;
  }

  /** Resolves when the program has this level at the pin; at once if it has it already. */
  async pinIs(pin: number, level: PinLevel): Promise<void> {
    const events: Listenable<SimulatedBoardEvents> = this.board.events;
    if (this.board.read(pin) === level) return;
    await next(events, 'pin', change => change.pin === pin && change.level === level);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#hals.splice(0).map(hal => hal.stop()));
    await this.board.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The port in the hands of another program. */
export function openElsewhere(path: string): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port: SerialPort = new SerialPort({ path, baudRate: 57_600 }, error =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** What a site file says of a button, defaults filled in. */
export const button = (pin: number) => ({
  driver: 'firmata-button',
  pin,
  pullUp: true,
  activeLow: true,
  // Long: the bounces of one press reach a busy machine spread out. Shorter ones are proven in virtual time.
  debounce: 100,
  gestures: ['press'],
  holdAfter: 800,
  doubleWithin: 400,
  stuckAfter: 1000,
});

export const lamp = (pin: number) => ({ driver: 'firmata-lamp', pin, activeLow: false });

export const display = { driver: 'firmata-number-display', address: 0x70, digits: 4, brightness: 15 };

/** All is as it was before a fault: the button `next` at pin 2 and the lit lamp `lamp` at pin 13, and a press is one press. */
export async function worksAgain(bench: FirmataBench, hal: Hal): Promise<void> {
  const device = find(hal, 'button', 'next');
  await until(device, 'ok');
  await until(known(hal, 'lamp'), 'ok');
  await bench.pinIs(13, 'high');
  const before = device.counters.presses ?? 0;
  const heard = next(device.events, 'gesture');
  bench.board.press(2);
  await heard;
  bench.board.release(2);
  await pause(50);
  assert.is(device.counters.presses, before + 1);
}
