import type { Button } from '../../hal/button';
import type { Lamp } from '../../hal/lamp';
import type { Time, Timer } from '../../hal/platform/time';
import type { Sounder } from '../../hal/sounder';
import type { Runtime } from '../runtime';

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

/** How long a refusal stays on the lamp, ms. */
const refusalShown = 3000;

/** Where customers take numbers by a button. A press that gives no number says so with lamp and tone (product.md, "Tickets"). */
export class KioskPlace {
  readonly #devices: KioskDevices;
  readonly #runtime: Runtime;
  readonly #time: Time;
  readonly #undo: (() => void)[] = [];
  #refusal: Timer | undefined;

  constructor(devices: KioskDevices, runtime: Runtime, time: Time) {
    this.#devices = devices;
    this.#runtime = runtime;
    this.#time = time;
  }

  start(): void {
    this.#devices.lamp?.show('on');
    for (const { button, service, language } of this.#devices.buttons) {
      const args = { service, kiosk: this.#devices.id, ...(language === undefined ? {} : { language }) };
      const press = async () => {
        const reply = await this.#runtime.execute({ name: 'take-ticket', args, channel: 'button' });
        if (!reply.ok) this.#refuse();
      };
      button.events.on('gesture', press);
      this.#undo.push(() => button.events.off('gesture', press));
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#refusal?.cancel();
    this.#devices.lamp?.show('off');
  }

  #refuse(): void {
    this.#devices.sounder?.play('refused');
    this.#devices.lamp?.show('refused');
    this.#refusal?.cancel();
    this.#refusal = this.#time.after(refusalShown, 'kiosk refusal', () => this.#devices.lamp?.show('on'));
  }
}
