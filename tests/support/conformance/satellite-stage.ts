import type { Device } from '../../../hal/device';
import { SatelliteBench } from '../satellite-bench';
import { pause } from '../steady-time';
import { becomes, type Subject } from './scene';

/** A hub and a satellite that lends it one device of each kind. */
export class SatelliteStage {
  readonly bench = new SatelliteBench();
  readonly #told = new Map<string, number>();
  #calls = 0;

  async open(): Promise<void> {
    await this.bench.start();
    this.bench.reportAtHub({ state: 'alive' });
    this.#count('button', 'next', 'gesture');
    this.#count('smiley-unit', 'smiley', 'pressed');
    this.#count('ring-source', 'door', 'ringing');
  }

  async close(): Promise<void> {
    await this.bench.stop();
  }

  /** Somebody rings in the other room. @returns ends it */
  ring(): () => void {
    this.#calls += 1;
    const call = String(this.#calls);
    this.bench.report({ state: 'ringing', call });
    return () => this.bench.report({ state: 'ended', call });
  }

  /** A ring at the hub, whose lamp is over there. */
  ringHere(): () => void {
    this.#calls += 1;
    const call = String(this.#calls);
    this.bench.reportAtHub({ state: 'ringing', call });
    return () => this.bench.reportAtHub({ state: 'ended', call });
  }

  subject(driver: string): Subject {
    switch (driver) {
      case 'satellite-button':
        return this.#subject('next', () => this.#presses());
      case 'satellite-smiley-unit':
        return this.#subject('smiley', () => this.#faces());
      case 'satellite-ring':
        return this.#subject('door', () => this.#rings());
      case 'satellite-lamp':
        return this.#subject('ring-lamp', () => this.#lights());
      case 'satellite-sounder':
        return this.#subject('sounder', () => this.#sounds());
      default:
        return this.#subject('display', () => this.#reads());
    }
  }

  told(device: string): number {
    return this.#told.get(device) ?? 0;
  }

  #subject(name: string, works: () => Promise<void>): Subject {
    return { device: this.#device(name), told: () => this.told(name), works };
  }

  #device(name: string): Device {
    const device = this.bench.hub.hal.devices.get(name);
    if (!device) throw new Error(`no ${name}`);
    return device;
  }

  #count(kind: 'button' | 'smiley-unit' | 'ring-source', name: string, event: string): void {
    const device = this.bench.hub.hal.find(kind, name) as Device<never> | undefined;
    device?.events.on(event as never, () => this.#told.set(name, this.told(name) + 1));
  }

  /** The hub may know of the satellite again before that knows of the hub: who presses in between is refused, and presses again. */
  async #presses(): Promise<void> {
    const { bench } = this;
    await bench.provenAnew();
    const ticket = await bench.takeTicket();
    bench.button('next').press();
    await becomes(
      () => `${ticket} is called`,
      () => bench.stateOf(ticket) === 'called',
    );
  }

  async #faces(): Promise<void> {
    await this.bench.provenAnew();
    const before = this.told('smiley');
    this.bench.smiley.press(2);
    await becomes(
      () => 'the hub hears of the face',
      () => this.told('smiley') > before,
    );
    // Its verdict is back as well before the next fault begins: it would be refused otherwise.
    await pause(100);
  }

  async #rings(): Promise<void> {
    const { bench } = this;
    const before = this.told('door');
    const end = this.ring();
    await becomes(
      () => 'it rings here',
      () => this.told('door') > before && bench.hubLamp.sign === 'ring',
    );
    end();
    await becomes(
      () => 'it rings no more',
      () => bench.hubLamp.sign === 'off',
    );
  }

  async #lights(): Promise<void> {
    const { bench } = this;
    const shows = (sign: string) =>
      becomes(
        () => `the lamp shows ${sign}, it shows ${bench.lamp('ring-lamp').sign}`,
        () => bench.lamp('ring-lamp').sign === sign,
      );
    await shows('off');
    const end = this.ringHere();
    await shows('ring');
    end();
    await shows('off');
  }

  async #sounds(): Promise<void> {
    const { bench } = this;
    const before = bench.tones.length;
    bench.hub.hal.find('sounder', 'sounder')?.play('chime');
    await becomes(
      () => 'the tone sounds there',
      () => bench.tones.slice(before).includes('chime'),
    );
  }

  /** The counter decides what stands there, at any time. */
  async #reads(): Promise<void> {
    const { bench } = this;
    const own = bench.hub.hal.find('number-display', 'display');
    await pause(50);
    await becomes(
      () => `the display reads ${own?.text}, it reads ${bench.display.text}`,
      () => bench.display.text === own?.text,
    );
  }
}
