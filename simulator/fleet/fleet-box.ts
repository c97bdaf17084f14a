import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Site } from '../../firmware/config/site';
import { Link } from '../../firmware/link/link';
import { Runtime } from '../../firmware/runtime';
import { silent } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { Random } from '../random';

/** Of the busiest hour of the busiest of the sourced points, four events each: `npm run bench -- wire`. */
export const customersPerHour = 20;

/** Seconds from the number to the call, from the call to the counter, and at the counter, at most: the wait is of no matter to a broker. */
const steps = { wait: 20, walk: 10, served: 60 };

const hour = 3_600_000;

export interface FleetBoxOptions {
  readonly site: Site;
  readonly time: Time;
  readonly random: Random;
  /** Times the busiest hour. */
  readonly pace: number;
  readonly version: string;
}

/** One appliance: its facts, its journal and its link, and customers who come to it. */
export class FleetBox {
  readonly #options: FleetBoxOptions;
  readonly #runtime: Runtime;
  readonly #link: Link;
  readonly #timers = new Set<Timer>();

  constructor(options: FleetBoxOptions) {
    const { site, time, random, version } = options;
    this.#options = options;
    const rules = rulesOf(site);
    const makeEpoch = () => `fleet-${Math.floor(random.unit() * 2 ** 32).toString(36)}`;
    this.#runtime = new Runtime({
      journalFile: ':memory:',
      rules,
      time,
      log: silent,
      version,
      makeEpoch,
    });
    this.#link = new Link({
      runtime: this.#runtime,
      site,
      version,
      time,
      log: silent,
      random: () => random.unit(),
      boxHealth: () => ({ health: 'ok', warnings: [] }),
    });
  }

  get isOnline(): boolean {
    return this.#link.status.state === 'online';
  }

  /** Facts that the broker has not acknowledged. */
  get behind(): number {
    return this.#link.status.behind;
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.#runtime.start();
    this.#link.start(signal);
  }

  /** Customers come from now on. */
  open(): void {
    const { random, pace } = this.#options;
    const next = () => -Math.log(1 - random.unit()) * (hour / (customersPerHour * pace));
    const come = () => {
      void this.#serve();
      this.#after(next(), come);
    };
    this.#after(next(), come);
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  async stop(): Promise<void> {
    this.close();
    await this.#link.stop();
    this.#runtime.stop();
  }

  /** A number, a call, somebody who comes and is served. */
  async #serve(): Promise<void> {
    const { site, random, pace } = this.#options;
    const [service] = site.services;
    const [counter] = site.counters;
    if (!service || !counter) return;
    await this.#act('take-ticket', { service: service.id });
    const acts = [
      ['next', steps.wait],
      ['arrived', steps.walk],
      ['done', steps.served],
    ] as const;
    const go = ([act, ...rest]: readonly (readonly [string, number])[]): void => {
      if (!act) return;
      const [name, longest] = act;
      this.#after((random.between(0, longest) * 1000) / pace, () => {
        void this.#act(name, { counter: counter.id }).then(() => go(rest));
      });
    };
    go(acts);
  }

  /** What is refused because somebody else came first is as it would be. */
  async #act(name: string, args: object): Promise<void> {
    await this.#runtime.execute({ name, args, channel: 'http' });
  }

  #after(delay: number, run: () => void): void {
    const timer = this.#options.time.after(delay, 'fleet customer', () => {
      this.#timers.delete(timer);
      run();
    });
    this.#timers.add(timer);
  }
}
