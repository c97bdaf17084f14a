import { EventEmitter } from 'node:events';
import type { Button, ButtonEvents, Gesture } from '../button';
import type { Counters, DeviceStatus } from '../device';
import type { Edge, InputLine } from '../line';
import type { Time } from '../platform/time';
import { notStarted, StatusKeeper } from '../status-keeper';
import type { GestureSettings } from './contact-options';
import { GestureRecognizer } from './gesture-recognizer';
import { LineReader } from './line-reader';

export interface ButtonSettings extends GestureSettings {
  readonly line: InputLine;
  readonly time: Time;
}

/**
 * A button on any wire. Latency of each gesture: see `GestureRecognizer`. Fails with `button-stuck` while it is down too long, and with the code of
 * its line while that is away. Counters: presses, stuck, lostEdges, bounces.
 */
export class ButtonOnLine implements Button {
  readonly name: string;
  readonly kind = 'button';
  readonly events = new EventEmitter<ButtonEvents>();
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #gestures: GestureRecognizer;
  readonly #reader: LineReader<Gesture>;
  readonly #line: InputLine;
  readonly #contact = ({ active }: Edge) => this.events.emit('contact', active);

  constructor(name: string, { line, time, ...settings }: ButtonSettings) {
    this.name = name;
    this.#line = line;
    this.#gestures = new GestureRecognizer(settings);
    const listener = {
      outcome: (gesture: Gesture) => this.events.emit('gesture', gesture),
      changed: () => this.#keeper.set(this.#statusNow()),
    };
    this.#reader = new LineReader(line, this.#gestures, { time, listener });
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return this.#gestures.counters;
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#line.events.on('edge', this.#contact);
    await this.#reader.start(signal);
  }

  async stop(): Promise<void> {
    this.#line.events.off('edge', this.#contact);
    await this.#reader.stop();
    this.#keeper.set(notStarted);
  }

  #statusNow(): DeviceStatus {
    const { status } = this.#reader;
    return status.health === 'ok' && this.#gestures.stuck
      ? { health: 'failed', code: 'button-stuck' }
      : status;
  }
}
