import { Type } from '@sinclair/typebox';
import type { Counters, DeviceKind, DeviceStatus } from '../../device';
import { StatusKeeper } from '../../status-keeper';

/** Virtual devices have nothing to set. */
export const noOptions = Type.Object({}, { additionalProperties: false });

/**
 * A device without a wire: its other side is a method call of the same process. For people without hardware; it proves nothing about a
 * real device.
 */
export abstract class VirtualDevice<Kind extends DeviceKind> {
  readonly name: string;
  readonly kind: Kind;
  protected count = 0;
  readonly #keeper = new StatusKeeper(status => this.tell(status));
  readonly #counted: string;

  /** @param counted what its one counter counts, such as `presses` */
  constructor(name: string, kind: Kind, counted: string) {
    this.name = name;
    this.kind = kind;
    this.#counted = counted;
  }

  protected abstract tell(status: DeviceStatus): void;

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return { [this.#counted]: this.count };
  }

  async start(): Promise<void> {
    this.#keeper.set({ health: 'ok' });
  }

  async stop(): Promise<void> {
    this.#keeper.set({ health: 'unknown', code: 'device-not-started' });
  }

  /** The simulation breaks or mends it. */
  report(status: DeviceStatus): void {
    this.#keeper.set(status);
  }
}
