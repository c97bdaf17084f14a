import type { MessageBus } from '../../hal/message-bus';
import type { Time, Timer } from '../../hal/platform/time';
import type { Runtime } from '../runtime';
import { type Quiet, quietEvery, quietTopic } from './quiet-message';

export interface QuietTellerOptions {
  readonly bus: MessageBus;
  /** Ids of the boxes that lend devices to this one. */
  readonly satellites: readonly string[];
  /** Who would be disturbed; the instant in ms since 1970-01-01 UTC. */
  readonly quiet: () => { readonly busy: readonly string[]; readonly quietUntil: number | null };
  /** Whether the hub itself is about to start a release, or has one on trial: a satellite that is lost meanwhile would count against it. */
  readonly switching: () => boolean;
  /** Of this program. */
  readonly version: string;
  /** Which people it is about; asked after every commit, so it must be cheap. */
  readonly people: () => readonly string[];
  readonly runtime: Pick<Runtime, 'events'>;
  readonly time: Time;
}

/** Tells the satellites of a hub whether somebody would notice if they were started anew: twice a minute, and when somebody comes or goes. */
export class QuietTeller {
  readonly #options: QuietTellerOptions;
  #timer: Timer | undefined;
  #told = '';
  readonly #tell = () => {
    const { bus, satellites, quiet, switching, version, people, time } = this.#options;
    if (!bus.online) return;
    const { busy, quietUntil } = quiet();
    this.#told = people().join();
    const quietFor = quietUntil === null ? null : Math.max(0, Math.round(quietUntil - time.now()));
    const message: Quiet = {
      busy: switching() ? [...busy, 'update'] : [...busy],
      quietFor,
      upTo: version,
    };
    for (const id of satellites)
      bus.publish(quietTopic(bus.appliance, id), JSON.stringify(message), { assured: false });
  };
  readonly #tellIfChanged = () => {
    if (this.#options.people().join() !== this.#told) this.#tell();
  };

  constructor(options: QuietTellerOptions) {
    this.#options = options;
  }

  start(): void {
    const { bus, satellites, runtime, time } = this.#options;
    if (satellites.length === 0) return;
    runtime.events.on('committed', this.#tellIfChanged);
    bus.events.on('online', this.#tell);
    this.#timer = time.every(quietEvery, 'quiet for satellites', this.#tell);
  }

  stop(): void {
    const { bus, runtime } = this.#options;
    bus.events.off('online', this.#tell);
    runtime.events.off('committed', this.#tellIfChanged);
    this.#timer?.cancel();
  }
}
