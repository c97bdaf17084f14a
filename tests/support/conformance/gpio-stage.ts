import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Button } from '../../../hal/button';
import type { DeviceKind } from '../../../hal/device';
import { Hal } from '../../../hal/hal';
import type { Lamp } from '../../../hal/lamp';
import { silent } from '../../../hal/platform/log';
import type { DeviceOfKind } from '../../../hal/registry';
import type { RingSource } from '../../../hal/ring-source';
import type { SmileyUnit } from '../../../hal/smiley-unit';
import type { Sounder } from '../../../hal/sounder';
import { SimulatedSysfsGpio } from '../../../simulator/gpio/simulated-sysfs-gpio';
import { next } from '../firmata-bench';
import { pause, SteadyTime } from '../steady-time';
import { becomes, type Subject } from './scene';

const chip = 'pinctrl-bcm2711';

/** A contact that is closed for longer sticks, ms; the shortest that a site file may say is longer. */
export const stuckAfter = 1000;

const line = { chip, activeLow: false, interface: 'sysfs' };
// Long, as `../firmata-bench.ts` has it: bounces of one press reach a busy machine spread out.
const input = { ...line, bias: 'as-is', steady: 0, debounce: 100, stuckAfter };

export const lines = { button: 17, face: 5, bell: 18, lamp: 27, buzzer: 22 } as const;

/** A chip of GPIO lines with one device of each driver. To be used inside of a mount namespace. */
export class GpioStage {
  readonly wire = new SimulatedSysfsGpio({ label: chip, base: 512, lines: 32 });
  readonly #hal = new Hal(
    {
      'gpio-button': {
        ...input,
        driver: 'gpio-button',
        line: lines.button,
        gestures: ['press'],
        holdAfter: 800,
        doubleWithin: 400,
      },
      'gpio-smiley': { ...input, driver: 'gpio-smiley', lines: [4, lines.face, 6, 7] },
      'gpio-contact': { ...input, driver: 'gpio-contact', line: lines.bell, overAfter: 100 },
      'gpio-lamp': { ...line, driver: 'gpio-lamp', line: lines.lamp },
      'gpio-sounder': { ...line, driver: 'gpio-sounder', line: lines.buzzer },
    },
    { time: new SteadyTime(), log: silent, stateDir: tmpdir() },
  );

  async open(): Promise<void> {
    await this.wire.start();
    await this.startDevices();
  }

  async startDevices(): Promise<void> {
    await this.#hal.start(new AbortController().signal);
    this.lamp.show('on');
  }

  async stopDevices(): Promise<void> {
    await this.#hal.stop();
  }

  async close(): Promise<void> {
    await this.stopDevices();
    await this.wire.stop();
  }

  get lamp(): Lamp {
    return this.#find('lamp', 'gpio-lamp');
  }

  get sounder(): Sounder {
    return this.#find('sounder', 'gpio-sounder');
  }

  /** The program does nothing else, and hears nothing, until the line has a high voltage. */
  isBusyUntilHigh(line: number): void {
    const folder = '/sys/class/gpio';
    const chipFolder = readdirSync(folder).find(name => name.startsWith('gpiochip')) ?? '';
    const number = Number(readFileSync(join(folder, chipFolder, 'base'), 'utf8')) + line;
    writeFileSync(join(folder, 'export'), String(number));
    while (readFileSync(join(folder, `gpio${number}`, 'value'), 'utf8').trim() !== '1');
    writeFileSync(join(folder, 'unexport'), String(number));
  }

  /** Every contact at once. */
  async contacts(act: (line: number) => Promise<void>): Promise<void> {
    await Promise.all([lines.button, lines.face, lines.bell].map(act));
  }

  subject(driver: string): Subject {
    switch (driver) {
      case 'gpio-button':
        return this.#button(this.#find('button', driver));
      case 'gpio-smiley':
        return this.#smiley(this.#find('smiley-unit', driver));
      case 'gpio-contact':
        return this.#contact(this.#find('ring-source', driver));
      case 'gpio-lamp':
        return this.#lamp();
      default:
        return this.#sounder();
    }
  }

  #find<Kind extends DeviceKind>(kind: Kind, name: string): DeviceOfKind[Kind] {
    const device = this.#hal.find(kind, name);
    if (!device) throw new Error(`no ${name}`);
    return device;
  }

  #button(device: Button): Subject {
    const works = () => this.#tap(lines.button, next(device.events, 'gesture'));
    return { device, told: () => device.counters.presses ?? 0, works };
  }

  #smiley(device: SmileyUnit): Subject {
    const works = async () => {
      const released = next(device.events, 'released');
      await this.#tap(lines.face, next(device.events, 'pressed'));
      await released;
    };
    return { device, told: () => device.counters.presses ?? 0, works };
  }

  #contact(device: RingSource): Subject {
    const works = async () => {
      await becomes(
        () => 'the ring before is over',
        () => device.ringing.length === 0,
      );
      const over = next(device.events, 'over');
      await this.#tap(lines.bell, next(device.events, 'ringing'));
      await over;
    };
    return { device, told: () => device.counters.rings ?? 0, works };
  }

  #lamp(): Subject {
    const works = async () => {
      await this.#isAt(lines.lamp, true);
      this.lamp.show('off');
      await this.#isAt(lines.lamp, false);
      this.lamp.show('on');
      await this.#isAt(lines.lamp, true);
    };
    return { device: this.lamp, told: () => 0, works };
  }

  #sounder(): Subject {
    const works = async () => {
      await this.#isAt(lines.buzzer, false);
      this.sounder.play('chime');
      await this.#isAt(lines.buzzer, true);
      await this.#isAt(lines.buzzer, false);
    };
    return { device: this.sounder, told: () => 0, works };
  }

  async #tap(offset: number, heard: Promise<unknown>): Promise<void> {
    await this.wire.set(offset, true);
    await heard;
    await pause(50);
    await this.wire.set(offset, false);
    await pause(50);
  }

  async #isAt(offset: number, high: boolean): Promise<void> {
    await becomes(
      () => `line ${offset} is ${high ? 'high' : 'low'}`,
      () => (this.wire.level(offset) ?? false) === high,
    );
  }
}
