import type { DeviceStatus } from '../../device';
import type { CatalogueCode } from '../../platform/catalogue';
import { notStarted, StatusKeeper } from '../../status-keeper';
import type { BoardConnection, BoardUser } from './board-connection';
import type { Session } from './session';

/** What inputs and outputs of a board have in common: one pin, which is theirs alone, and a status that follows the board. */
export abstract class BoardLine implements BoardUser {
  protected readonly pin: number;
  readonly #connection: BoardConnection;
  readonly #isOurs: boolean;
  readonly #keeper = new StatusKeeper(status => this.tell(status));
  #warnings: readonly CatalogueCode[] = [];

  constructor(connection: BoardConnection, pin: number) {
    this.#connection = connection;
    this.pin = pin;
    this.#isOurs = connection.claim(pin);
  }

  protected abstract tell(status: DeviceStatus): void;
  /** Sets the pin up; false if the board cannot do that. */
  protected abstract attach(session: Session): boolean;
  protected abstract detach(): void;

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#isOurs) this.#connection.join(this);
    else this.#keeper.set({ health: 'failed', code: 'board-pin-twice', detail: `pin ${this.pin}` });
  }

  async stop(): Promise<void> {
    this.detach();
    this.#keeper.set(notStarted);
    await this.#connection.leave(this);
  }

  attached(session: Session): void {
    this.detach();
    if (this.attach(session)) return;
    this.#keeper.set({ health: 'failed', code: 'board-pin-unusable', detail: `pin ${this.pin}` });
  }

  detached(status: DeviceStatus): void {
    this.detach();
    this.#warnings = [];
    this.#keeper.set(status);
  }

  warned(warnings: readonly CatalogueCode[]): void {
    this.#warnings = warnings;
    if (this.#keeper.status.health === 'ok') this.works();
  }

  protected works(): void {
    this.#keeper.set(
      this.#warnings.length === 0 ? { health: 'ok' } : { health: 'ok', warnings: this.#warnings },
    );
  }
}
