import { EventEmitter } from 'node:events';
import type { DeviceStatus } from '../../device';
import type { InputLine, InputLineEvents } from '../../line';
import type { Time, Timer } from '../../platform/time';
import type { BoardConnection } from './board-connection';
import { BoardLine } from './board-line';
import type { Limits } from './limits';
import type { Session } from './session';

export interface InputWiring {
  readonly pin: number;
  readonly pullUp: boolean;
  /** Active when the pin is low, as with a contact to ground. */
  readonly activeLow: boolean;
}

/**
 * A digital input of a board. Edges are as the board reports them, bounces included; `at` is when the report came in, since Firmata has no
 * stamps: add up to 2 ms for the board and its wire, 16 ms behind an FTDI chip. What the pin is at when the board comes (back) is never an edge.
 */
export class FirmataInput extends BoardLine implements InputLine {
  readonly events = new EventEmitter<InputLineEvents>();
  readonly #wiring: InputWiring;
  readonly #time: Time;
  readonly #limits: Limits;
  #settling: Timer | undefined;
  /** The session that the pin is set up with. */
  #session: Session | undefined;
  /** Undefined until the board reported it. */
  #high: boolean | undefined;
  #active: boolean | undefined;

  constructor(
    connection: BoardConnection,
    wiring: InputWiring,
    { time, limits }: { readonly time: Time; readonly limits: Limits },
  ) {
    super(connection, wiring.pin);
    this.#wiring = wiring;
    this.#time = time;
    this.#limits = limits;
  }

  get active(): boolean | undefined {
    return this.#active;
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }

  protected attach(session: Session): boolean {
    if (!session.canRead(this.pin)) return false;
    session.readInput(this.pin, this.#wiring.pullUp, high => this.#report(high));
    this.#session = session;
    this.#settling = this.#time.after(this.#limits.settle, 'board input', () =>
      session.whenReported(() => {
        if (this.#session === session) this.#begin();
      }),
    );
    return true;
  }

  protected detach(): void {
    this.#settling?.cancel();
    this.#settling = undefined;
    this.#session = undefined;
    this.#high = undefined;
    this.#active = undefined;
  }

  #begin(): void {
    // Before version 2.5 a board reports only what is no longer low.
    this.#active = (this.#high ?? false) !== this.#wiring.activeLow;
    this.works();
  }

  #report(high: boolean): void {
    this.#high = high;
    const active = high !== this.#wiring.activeLow;
    if (this.#active === undefined || active === this.#active) return;
    this.#active = active;
    this.events.emit('edge', { active, at: this.#time.monotonic(), lost: 0 });
  }
}
