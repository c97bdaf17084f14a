import type { Device } from '../../../hal/device';
import type { Lamp, LampSign } from '../../../hal/lamp';
import type { NumberDisplay } from '../../../hal/number-display';
import type { Time, Timer } from '../../../hal/platform/time';
import type { Sounder, Tone } from '../../../hal/sounder';
import type { TicketPrinter } from '../../../hal/ticket-printer';

export type Trial =
  | { readonly act: 'sign'; readonly sign: LampSign }
  | { readonly act: 'tone'; readonly tone: Tone }
  | { readonly act: 'segments' }
  | { readonly act: 'roll-changed' };

/** `busy`: what the device shows now is needed. `misfit`: a device of this kind cannot do that. */
export type TrialEnd = 'begun' | 'busy' | 'misfit';

/** ms that a lamp or a display shows what it was asked for. */
const shownFor = 6000;

/** What a dead segment of any digit shows up in. */
const allSegments = '8888';

interface Shown {
  readonly timer: Timer;
  back(): void;
}

/**
 * A device tried by somebody who stands in front of it. What the point itself shows goes before: a ring or a fault is never covered, and what it
 * shows in the meantime stays.
 */
export class Trials {
  readonly #time: Time;
  readonly #shown = new Map<string, Shown>();

  constructor(time: Time) {
    this.#time = time;
  }

  try(device: Device, trial: Trial): TrialEnd {
    if (trial.act === 'sign' && device.kind === 'lamp') return this.#light(device as Lamp, trial.sign);
    if (trial.act === 'tone' && device.kind === 'sounder') {
      (device as Sounder).play(trial.tone);
      return 'begun';
    }
    if (trial.act === 'segments' && device.kind === 'number-display')
      return this.#fill(device as NumberDisplay);
    if (trial.act === 'roll-changed' && device.kind === 'ticket-printer') {
      (device as TicketPrinter).rollChanged();
      return 'begun';
    }
    return 'misfit';
  }

  /** Everything shows again what it should. */
  stop(): void {
    for (const name of [...this.#shown.keys()]) this.#end(name);
  }

  #light(lamp: Lamp, sign: LampSign): TrialEnd {
    this.#end(lamp.name);
    const before = lamp.sign;
    if (before === 'ring' || before === 'fault') return 'busy';
    lamp.show(sign);
    this.#begin(lamp.name, () => {
      if (lamp.sign === sign) lamp.show(before);
    });
    return 'begun';
  }

  #fill(display: NumberDisplay): TrialEnd {
    this.#end(display.name);
    const before = display.text;
    display.show(allSegments);
    this.#begin(display.name, () => {
      if (display.text === allSegments) display.show(before);
    });
    return 'begun';
  }

  #begin(name: string, back: () => void): void {
    const timer = this.#time.after(shownFor, 'trial', () => this.#end(name));
    this.#shown.set(name, { timer, back });
  }

  #end(name: string): void {
    const shown = this.#shown.get(name);
    this.#shown.delete(name);
    shown?.timer.cancel();
    shown?.back();
  }
}
