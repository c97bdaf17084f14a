import { EventEmitter } from 'node:events';
import type { Counters, DeviceEvents, DeviceStatus } from '../../device';
import type { NumberDisplay } from '../../number-display';
import type { CatalogueCode } from '../../platform/catalogue';
import type { Time, Timer } from '../../platform/time';
import { notStarted, StatusKeeper } from '../../status-keeper';
import type { BoardConnection, BoardUser } from './board-connection';
import { segmentsOf } from './fourteen-segments';
import { I2cDevice } from './i2c';
import type { Session } from './session';

/** Commands of the HT16K33 (Holtek datasheet, "Command Summary"). */
const oscillatorOn = 0x21;
const displayOn = 0x81;
const dimming = 0xe0;

/** Between two looks at what really stands on the display, ms; twice without an answer and it is gone. */
const checkEvery = 800;

const starting: DeviceStatus = { health: 'unknown', code: 'board-starting' };

export interface SegmentDisplaySettings {
  readonly connection: BoardConnection;
  /** 7-bit address on the bus. */
  readonly address: number;
  readonly digits: number;
  /** 0-15 */
  readonly brightness: number;
  readonly time: Time;
}

/**
 * Fourteen-segment digits behind an HT16K33 on the I2C bus of a board. What stands there is read back all the time: a display that was
 * without power for a moment is written again, one that does not answer is failed.
 */
export class SegmentDisplay implements NumberDisplay, BoardUser {
  readonly name: string;
  readonly kind = 'number-display';
  readonly events = new EventEmitter<DeviceEvents>();
  readonly #settings: SegmentDisplaySettings;
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #counters = { changes: 0, rewrites: 0 };
  #device: I2cDevice | undefined;
  #timer: Timer | undefined;
  #unanswered = 0;
  #warnings: readonly CatalogueCode[] = [];
  #text = '';

  constructor(name: string, settings: SegmentDisplaySettings) {
    this.name = name;
    this.#settings = settings;
  }

  get text(): string {
    return this.#text;
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return { ...this.#counters };
  }

  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#counters.changes += 1;
    this.#write();
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#settings.connection.join(this);
  }

  async stop(): Promise<void> {
    this.#device?.write([displayOn & ~1]);
    this.detached(notStarted);
    await this.#settings.connection.leave(this);
  }

  attached(session: Session): void {
    this.#timer?.cancel();
    this.#device = new I2cDevice(session, this.#settings.address);
    this.#unanswered = 0;
    this.#keeper.set(starting);
    this.#write();
    this.#check();
    this.#timer = this.#settings.time.every(checkEvery, 'number display', () => this.#check());
  }

  detached(status: DeviceStatus): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#device = undefined;
    this.#warnings = [];
    this.#keeper.set(status);
  }

  warned(warnings: readonly CatalogueCode[]): void {
    this.#warnings = warnings;
    if (this.#keeper.status.health === 'ok') this.#works();
  }

  #works(): void {
    const warnings = this.#warnings;
    this.#keeper.set(warnings.length === 0 ? { health: 'ok' } : { health: 'ok', warnings });
  }

  /** Everything, since a display that was without power has forgotten its settings too. */
  #write(): void {
    const device = this.#device;
    if (!device) return;
    device.write([0, ...this.#rows()]);
    device.write([oscillatorOn]);
    device.write([dimming | this.#settings.brightness]);
    device.write([displayOn]);
  }

  #rows(): number[] {
    const { digits } = this.#settings;
    return [...this.#text.slice(0, digits).padEnd(digits)]
      .map(segmentsOf)
      .flatMap(bits => [bits & 0xff, bits >> 8]);
  }

  #check(): void {
    const rows = this.#rows();
    if (++this.#unanswered > 2) this.#keeper.set({ health: 'failed', code: 'display-silent' });
    this.#device?.read(0, rows.length, bytes => {
      if (!bytes) return;
      const isRight = rows.every((row, index) => row === bytes[index]);
      if (isRight && this.#unanswered > 0) {
        this.#unanswered = 0;
        this.#works();
      } else if (!isRight) {
        this.#counters.rewrites += 1;
        this.#write();
      }
    });
  }
}
