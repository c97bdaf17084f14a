import type { Button } from '../../../hal/button';
import type { Hal } from '../../../hal/hal';
import type { Lamp } from '../../../hal/lamp';
import type { NumberDisplay } from '../../../hal/number-display';
import type { RingSource } from '../../../hal/ring-source';
import type { SmileyUnit } from '../../../hal/smiley-unit';
import type { Sounder } from '../../../hal/sounder';
import { SimulatedSegmentDisplay } from '../../../simulator/board';
import { Random } from '../../../simulator/random';
import { button, display, FirmataBench, find, lamp, next, until } from '../firmata-bench';
import { pause } from '../steady-time';
import { becomes, type Subject } from './scene';

/** A key that is down for longer sticks, ms; the shortest that a site file may say is longer. */
export const stuckAfter = 1000;

/** A face has four pins from here on. */
const faces = 6;

export const pins = { button: 2, face: faces + 1, bell: 10, buzzer: 11, lamp: 13 } as const;

/** An emulated board with one device of each Firmata driver. */
export class FirmataStage {
  readonly panel = new SimulatedSegmentDisplay();
  readonly #random = new Random('conformance');
  readonly bench = new FirmataBench({ random: () => this.#random.unit() });
  #hal: Hal | undefined;
  #shown = 100;

  async open(): Promise<void> {
    this.bench.board.attachDisplay(this.panel);
    await this.bench.board.start();
    await this.#makeDevices();
    for (const device of this.hal.devices.values()) await until(device, 'ok');
  }

  async #makeDevices(): Promise<void> {
    const input = { ...button(pins.button), stuckAfter };
    this.#hal = await this.bench.devices({
      'firmata-button': input,
      'firmata-smiley-unit': {
        ...input,
        driver: 'firmata-smiley-unit',
        pins: [faces, faces + 1, faces + 2, faces + 3],
      },
      'firmata-contact': { ...input, driver: 'firmata-contact', pin: pins.bell, overAfter: 100 },
      'firmata-lamp': lamp(pins.lamp),
      'firmata-sounder': { ...lamp(pins.buzzer), driver: 'firmata-sounder' },
      'firmata-number-display': display,
    });
    this.lamp.show('on');
    this.display.show('K100');
  }

  /** The devices let go of the board, and want it again when somebody else has it. */
  async restartDevices(meanwhile: () => Promise<void>): Promise<void> {
    await this.hal.stop();
    await meanwhile();
    await this.hal.start(new AbortController().signal);
    this.lamp.show('on');
  }

  async close(): Promise<void> {
    await this.bench.stop();
  }

  get hal(): Hal {
    if (!this.#hal) throw new Error('not open');
    return this.#hal;
  }

  get lamp(): Lamp {
    return find(this.hal, 'lamp', 'firmata-lamp');
  }

  get sounder(): Sounder {
    return find(this.hal, 'sounder', 'firmata-sounder');
  }

  get display(): NumberDisplay {
    return find(this.hal, 'number-display', 'firmata-number-display');
  }

  /** Every key of the board at once. */
  keys(act: (pin: number) => void): void {
    for (const pin of [pins.button, pins.face, pins.bell]) act(pin);
  }

  subject(driver: string): Subject {
    const { hal, bench } = this;
    switch (driver) {
      case 'firmata-button':
        return this.#button(find(hal, 'button', driver));
      case 'firmata-smiley-unit':
        return this.#smiley(find(hal, 'smiley-unit', driver));
      case 'firmata-contact':
        return this.#contact(find(hal, 'ring-source', driver));
      case 'firmata-lamp':
        return output(this.lamp, async () => {
          await bench.pinIs(pins.lamp, 'high');
          for (const [sign, level] of [
            ['off', 'low'],
            ['on', 'high'],
          ] as const) {
            this.lamp.show(sign);
            await bench.pinIs(pins.lamp, level);
          }
        });
      case 'firmata-sounder':
        return output(this.sounder, async () => {
          await bench.pinIs(pins.buzzer, 'low');
          this.sounder.play('chime');
          await bench.pinIs(pins.buzzer, 'high');
          await bench.pinIs(pins.buzzer, 'low');
        });
      default:
        return output(this.display, async () => {
          await this.#reads();
          this.#shown += 1;
          this.display.show(`K${this.#shown}`);
          await this.#reads();
        });
    }
  }

  #button(device: Button): Subject {
    const works = async () => {
      const heard = next(device.events, 'gesture');
      await this.#tap(pins.button, heard);
    };
    return { device, told: () => device.counters.presses ?? 0, works };
  }

  #smiley(device: SmileyUnit): Subject {
    const works = async () => {
      const released = next(device.events, 'released');
      await this.#tap(pins.face, next(device.events, 'pressed'));
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
      await this.#tap(pins.bell, next(device.events, 'ringing'));
      await over;
    };
    return { device, told: () => device.counters.rings ?? 0, works };
  }

  async #tap(pin: number, heard: Promise<unknown>): Promise<void> {
    this.bench.board.press(pin);
    await heard;
    // A key that a finger presses is down for longer than it bounces.
    await pause(50);
    this.bench.board.release(pin);
    await pause(50);
  }

  async #reads(): Promise<void> {
    const { text } = this.display;
    await becomes(
      () => `the display reads ${text}, it reads ${this.panel.text}`,
      () => this.panel.text === text,
    );
  }
}

function output(device: Subject['device'], works: () => Promise<void>): Subject {
  return { device, told: () => 0, works };
}
