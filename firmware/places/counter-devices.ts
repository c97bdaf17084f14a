import type { Button } from '../../hal/button';
import type { Lamp, LampSign } from '../../hal/lamp';
import type { NumberDisplay } from '../../hal/number-display';
import type { Time } from '../../hal/platform/time';
import type { Runtime } from '../runtime';
import type { CommandName } from '../servicepoint/commands';
import type { Ticket } from '../servicepoint/queue/ticket';
import { openRingOf } from '../servicepoint/ringing/beginning';
import { currentTicket } from '../servicepoint/state';
import { RefusalSign } from './refusal-sign';

export interface CounterDevices {
  readonly id: string;
  readonly next?: Button;
  readonly recall?: Button;
  readonly help?: Button;
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
    const { id, next, recall, help } = this.#devices;
    this.#listen(next, () => 'next');
    this.#listen(recall, () => 'recall');
    this.#listen(help, () => (openRingOf(this.#runtime.state, id) ? 'help-over' : 'help'));
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
    if (!this.#refusal.showing) lamp?.show(signFor(ticket));
    display?.show(ticket?.code ?? '');
  }

  #listen(button: Button | undefined, commandNow: () => CommandName): void {
    if (!button) return;
    const press = async () => {
      const reply = await this.#runtime.execute({
        name: commandNow(),
        args: { counter: this.#devices.id },
        channel: 'button',
      });
      if (!reply.ok) this.#refusal.show();
      return reply.ok;
    };
    button.events.on('gesture', press);
    this.#undo.push(() => button.events.off('gesture', press));
  }
}

/** `prompt`: the customer was waited for long enough, and what next is for the officer to say. */
function signFor(ticket: Ticket | undefined): LampSign {
  if (ticket?.state !== 'called') return ticket ? 'on' : 'off';
  return ticket.overdueAt === undefined ? 'call' : 'prompt';
}
