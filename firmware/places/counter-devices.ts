import type { Button } from '../../hal/button';
import type { Lamp } from '../../hal/lamp';
import type { NumberDisplay } from '../../hal/number-display';
import type { Time } from '../../hal/platform/time';
import type { Runtime } from '../runtime';
import type { CommandName } from '../servicepoint/commands';
import { currentTicket } from '../servicepoint/state';
import { RefusalSign } from './refusal-sign';

export interface CounterDevices {
  readonly id: string;
  readonly next?: Button;
  readonly recall?: Button;
  readonly lamp?: Lamp;
  readonly display?: NumberDisplay;
}

/**
 * A counter's box of buttons, lamp and display. The buttons only send commands; lamp and display only show what is committed. A press
 * that is refused shows on the lamp for a moment, so that no button is dead without a sign.
 */
export class CounterPlace {
  readonly #devices: CounterDevices;
  readonly #runtime: Runtime;
  readonly #refusal: RefusalSign;
  readonly #undo: (() => void)[] = [];

  constructor(devices: CounterDevices, runtime: Runtime, time: Time) {
    this.#devices = devices;
    this.#runtime = runtime;
    this.#refusal = new RefusalSign({ lamp: devices.lamp }, time, () => this.show());
  }

  start(): void {
    this.#listen(this.#devices.next, 'next');
    this.#listen(this.#devices.recall, 'recall');
    const show = () => this.show();
    this.#runtime.events.on('committed', show);
    this.#undo.push(() => this.#runtime.events.off('committed', show));
    this.show();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#refusal.stop();
  }

  /** Brings lamp and display to what is true now. Cheap when nothing changed. */
  show(): void {
    const { id, lamp, display } = this.#devices;
    const ticket = currentTicket(this.#runtime.state, id);
    if (!this.#refusal.showing) lamp?.show(ticket ? (ticket.state === 'called' ? 'call' : 'on') : 'off');
    display?.show(ticket?.code ?? '');
  }

  #listen(button: Button | undefined, name: CommandName): void {
    if (!button) return;
    const press = async () => {
      const reply = await this.#runtime.execute({
        name,
        args: { counter: this.#devices.id },
        channel: 'button',
      });
      if (!reply.ok) this.#refusal.show();
    };
    button.events.on('gesture', press);
    this.#undo.push(() => button.events.off('gesture', press));
  }
}
