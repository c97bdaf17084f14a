import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { OutputLine } from '../../line';
import type { BoardConnection } from './board-connection';
import { BoardLine } from './board-line';
import type { Session } from './session';

export interface OutputWiring {
  readonly pin: number;
  /** On when the pin is low, as with most relay modules. */
  readonly activeLow: boolean;
}

/** A digital output of a board. What was last written is written again whenever the board comes back. */
export class FirmataOutput extends BoardLine implements OutputLine {
  readonly events = new EventEmitter<DeviceEvents>();
  readonly #activeLow: boolean;
  #on = false;
  #write: ((high: boolean) => void) | undefined;

  constructor(connection: BoardConnection, { pin, activeLow }: OutputWiring) {
    super(connection, pin);
    this.#activeLow = activeLow;
  }

  write(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#write?.(on !== this.#activeLow);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }

  protected attach(session: Session): boolean {
    if (!session.canWrite(this.pin)) return false;
    this.#write = session.openOutput(this.pin, this.#on !== this.#activeLow);
    this.works();
    return true;
  }

  protected detach(): void {
    this.#write = undefined;
  }
}
