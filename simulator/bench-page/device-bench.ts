import type { Device } from '../../hal/device';
import { VirtualButton } from '../../hal/drivers/virtual/button';
import { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import { VirtualSounder } from '../../hal/drivers/virtual/sounder';
import type { BenchView } from './bench-view';

/** The virtual devices of a site: what they show, and their buttons to press. */
export class DeviceBench {
  readonly #devices: ReadonlyMap<string, Device>;
  readonly #tones = new Map<string, string>();

  constructor(devices: ReadonlyMap<string, Device>) {
    this.#devices = devices;
  }

  /** @returns false when there is no such button */
  press(name: string): boolean {
    const button = this.#devices.get(name);
    if (!(button instanceof VirtualButton)) return false;
    button.press();
    return true;
  }

  view(): Pick<BenchView, 'lamps' | 'displays' | 'sounders' | 'buttons'> {
    const lamps: Record<string, string> = {};
    const displays: Record<string, string> = {};
    const sounders: Record<string, string> = {};
    const buttons: string[] = [];
    for (const [name, device] of this.#devices) {
      if (device instanceof VirtualLamp) lamps[name] = device.sign;
      else if (device instanceof VirtualNumberDisplay) displays[name] = device.text;
      else if (device instanceof VirtualSounder) sounders[name] = this.#tones.get(name) ?? '';
      else if (device instanceof VirtualButton) buttons.push(name);
    }
    return { lamps, displays, sounders, buttons };
  }

  /** Calls `changed` at everything that shows or sounds; returns how to end that. */
  watch(changed: () => void): () => void {
    const undo: (() => void)[] = [];
    for (const [name, device] of this.#devices) {
      if (device instanceof VirtualLamp || device instanceof VirtualNumberDisplay) {
        device.events.on('shown', changed);
        undo.push(() => device.events.off('shown', changed));
      } else if (device instanceof VirtualSounder) {
        const played = (tone: string) => {
          this.#tones.set(name, tone);
          changed();
        };
        device.events.on('played', played);
        undo.push(() => device.events.off('played', played));
      }
    }
    return () => {
      for (const off of undo) off();
    };
  }
}
