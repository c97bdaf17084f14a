import { EventEmitter } from 'node:events';
import type { Counters, DeviceEvents, DeviceStatus } from '../device';
import type { Lamp, LampSign } from '../lamp';
import type { LampConductor, LampSeat } from '../lamp-conductor';
import type { OutputLine } from '../line';
import { notStarted, StatusKeeper } from '../status-keeper';

export interface LampSettings {
  readonly line: OutputLine;
  readonly conductor: LampConductor;
}

/**
 * A lamp of one colour on any wire. `show` may be called at any time; the conductor decides at what instant the light changes. A lamp
 * whose line was away is shown again when it is back. Dark after `stop`. Counter: changes (of the light).
 */
export class LampOnLine implements Lamp {
  readonly name: string;
  readonly kind = 'lamp';
  readonly events = new EventEmitter<DeviceEvents>();
  readonly #line: OutputLine;
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #seat: LampSeat;
  readonly #onStatus = () => this.#follow(this.#line.status);
  #changes = 0;

  constructor(name: string, { line, conductor }: LampSettings) {
    this.name = name;
    this.#line = line;
    this.#seat = conductor.seat({
      colours: 'one',
      shine: light => {
        this.#changes += 1;
        line.write(light !== 'off');
      },
    });
  }

  get sign(): LampSign {
    return this.#seat.sign;
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return { changes: this.#changes };
  }

  show(sign: LampSign): void {
    this.#seat.show(sign);
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#line.events.on('status', this.#onStatus);
    this.#line.write(false);
    await this.#line.start(signal);
    this.#onStatus();
  }

  async stop(): Promise<void> {
    this.#line.events.off('status', this.#onStatus);
    this.#follow(notStarted);
    await this.#line.stop();
  }

  #follow(status: DeviceStatus): void {
    this.#seat.obeys(status.health === 'ok');
    this.#keeper.set(status);
  }
}
