import type { Button } from '../../hal/button';
import type { Lamp } from '../../hal/lamp';
import type { Time } from '../../hal/platform/time';
import type { Sounder } from '../../hal/sounder';
import type { Runtime } from '../runtime';
import { RefusalSign } from './refusal-sign';

export interface KioskDevices {
  readonly id: string;
  readonly lamp?: Lamp;
  readonly sounder?: Sounder;
  readonly buttons: readonly {
    readonly button: Button;
    readonly service: string;
    readonly language?: string;
  }[];
}

/** Where customers take numbers by a button. A press that gives no number says so with lamp and tone (product.md, "Tickets"). */
export class KioskPlace {
  readonly #devices: KioskDevices;
  readonly #runtime: Runtime;
  readonly #refusal: RefusalSign;
  readonly #undo: (() => void)[] = [];

  constructor(devices: KioskDevices, runtime: Runtime, time: Time) {
    this.#devices = devices;
    this.#runtime = runtime;
    this.#refusal = new RefusalSign(devices, time, () => devices.lamp?.show('on'));
  }

  start(): void {
    this.#devices.lamp?.show('on');
    for (const { button, service, language } of this.#devices.buttons) {
      const args = { service, kiosk: this.#devices.id, ...(language === undefined ? {} : { language }) };
      const press = async () => {
        const reply = await this.#runtime.execute({ name: 'take-ticket', args, channel: 'button' });
        if (!reply.ok) this.#refusal.show();
        return reply.ok;
      };
      button.events.on('gesture', press);
      this.#undo.push(() => button.events.off('gesture', press));
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#refusal.stop();
    this.#devices.lamp?.show('off');
  }
}
