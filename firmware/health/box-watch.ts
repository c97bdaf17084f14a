import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { BoxState } from '../link/messages';
import type { Runtime } from '../runtime';
import { type BoxHealth, BoxMonitor, type BoxMonitorLimits } from './box/box-monitor';
import { boxProbes } from './box/box-probes';
import type { Machine } from './box/machine';
import type { Readings } from './box/readings';
import { ClockWatch } from './clock-watch';

export interface BoxWatchOptions {
  readonly machine: Machine;
  readonly runtime: Runtime;
  readonly stateDir: string;
  /** File of the certificate that the box shows to the broker, if it has one. */
  readonly certificate: string | undefined;
  readonly time: Time;
  readonly log: Log;
  /** How often it is looked and what is told; those of every day, if left out. */
  readonly limits?: BoxMonitorLimits;
}

/** The machine under the program: how it is, and whether its clock is kept. */
export class BoxWatch {
  readonly clock: ClockWatch;
  readonly #options: BoxWatchOptions;
  #monitor: BoxMonitor | undefined;
  #stopProbes = () => {};

  constructor(options: BoxWatchOptions) {
    this.#options = options;
    this.clock = new ClockWatch(options);
  }

  get health(): BoxHealth | undefined {
    return this.#monitor?.health;
  }

  get readings(): Readings {
    return this.#monitor?.readings ?? {};
  }

  /** As it is published. */
  get state(): BoxState {
    const { health } = this;
    if (!health) return { health: 'unknown', code: 'device-not-started', warnings: [] };
    const { since, lastGood, warnings, ...rest } = health;
    return {
      ...rest,
      warnings: [...warnings],
      since: new Date(since).toISOString(),
      ...(lastGood !== undefined && { lastGood: new Date(lastGood).toISOString() }),
    };
  }

  /** How the machine is at this moment; nothing before the start. */
  async examine(): Promise<Pick<BoxHealth, 'health' | 'code' | 'warnings'> | undefined> {
    return this.#monitor?.examine();
  }

  /** Once the box serves: what is looked at can wait. @param onChange called when the health has changed */
  start(onChange: () => void): void {
    const { time, log, runtime, limits } = this.#options;
    const { probes, stop } = boxProbes(this.#options);
    this.#stopProbes = stop;
    this.#monitor = new BoxMonitor({ probes, time, log }, limits);
    this.#monitor.start(({ health, code, warnings }) => {
      onChange();
      const args = { health, ...(code !== undefined && { code }), warnings: warnings.slice(0, 8) };
      runtime
        .record({ name: 'box-reported', args })
        .catch(error => log.error({ error: messageOf(error) }, 'health of the box not recorded'));
    });
  }

  stop(): void {
    this.clock.stop();
    this.#monitor?.stop();
    this.#stopProbes();
  }
}
