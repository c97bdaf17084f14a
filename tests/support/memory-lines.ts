import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../hal/device';
import type { InputLine, InputLineEvents, OutputLine } from '../../hal/line';
import type { Time } from '../../hal/platform/time';
import { notStarted } from '../../hal/status-keeper';

const lost: DeviceStatus = { health: 'failed', code: 'internal-error' };

/** An input whose contact a test closes and opens. */
export class MemoryInput implements InputLine {
  readonly events = new EventEmitter<InputLineEvents>();
  readonly #time: Time;
  status = notStarted;
  active: boolean | undefined;

  /** @param active whether the contact is closed before anybody looks */
  constructor(time: Time, active = false) {
    this.#time = time;
    this.active = active;
  }

  async start(): Promise<void> {
    this.#set({ health: 'ok' });
  }

  async stop(): Promise<void> {
    this.#set(notStarted);
  }

  /** The contact changes; `at` is the stamp of an edge that comes late. */
  edge(active: boolean, { lost = 0, at = this.#time.monotonic() } = {}): void {
    this.active = active;
    this.events.emit('edge', { active, at, lost });
  }

  vanish(): void {
    this.#set(lost);
  }

  /** Back, with the contact as it is then. */
  appear(active: boolean): void {
    this.active = active;
    this.#set({ health: 'ok' });
  }

  #set(status: DeviceStatus): void {
    this.status = status;
    this.events.emit('status', status);
  }
}

/** An output with the lamp or buzzer on it. As a wire does, it keeps what is written while it is away, and the thing on it is off. */
export class MemoryOutput implements OutputLine {
  readonly events = new EventEmitter<DeviceEvents>();
  /** Called with what the thing on the line does from now on, only when it changes. */
  readonly #changed: (on: boolean) => void;
  status = notStarted;
  #written = false;
  #on = false;

  constructor(changed: (on: boolean) => void = () => {}) {
    this.#changed = changed;
  }

  get on(): boolean {
    return this.#on;
  }

  async start(): Promise<void> {
    this.appear();
  }

  async stop(): Promise<void> {
    this.#status(notStarted);
  }

  write(on: boolean): void {
    this.#written = on;
    this.#follow();
  }

  vanish(): void {
    this.#status(lost);
  }

  appear(): void {
    this.#status({ health: 'ok' });
  }

  #status(status: DeviceStatus): void {
    this.status = status;
    this.#follow();
    this.events.emit('status', status);
  }

  #follow(): void {
    const on = this.#written && this.status.health === 'ok';
    if (on === this.#on) return;
    this.#on = on;
    this.#changed(on);
  }
}
