import type { CatalogueCode } from '../../../hal/platform/catalogue';
import type { Log } from '../../../hal/platform/log';
import type { Time, Timer } from '../../../hal/platform/time';
import { conditions } from './conditions';
import type { Probe, Readings } from './readings';
import { type Steadiness, SteadyCondition } from './steady-condition';

export interface BoxHealth {
  readonly health: 'ok' | 'failed' | 'unknown';
  /** Why it is not ok. */
  readonly code?: CatalogueCode;
  readonly warnings: readonly CatalogueCode[];
  /** Since when it has been so, wall time, ms. */
  readonly since: number;
  /** When it was last known to be ok, wall time, ms; absent if that was never seen, or is now. */
  readonly lastGood?: number;
}

export interface BoxMonitorOptions {
  readonly probes: readonly Probe[];
  readonly time: Time;
  readonly log: Log;
}

export interface BoxMonitorLimits {
  /** Between two looks, ms. */
  readonly every: number;
  readonly steadiness: Steadiness;
}

/** A value that swings about its bound is told at most once in ten minutes; a blip between two looks never. */
const defaultLimits: BoxMonitorLimits = { every: 15_000, steadiness: { before: 30_000, after: 600_000 } };

/** How the box itself is, looked at four times a minute and told when it has been so for a while. */
export class BoxMonitor {
  readonly #options: BoxMonitorOptions;
  readonly #limits: BoxMonitorLimits;
  readonly #watched: readonly { readonly at: number; readonly steady: SteadyCondition }[];
  #timer: Timer | undefined;
  #readings: Readings = {};
  #health: BoxHealth;
  #onChange: (health: BoxHealth) => void = () => undefined;
  #looking = false;

  constructor(options: BoxMonitorOptions, limits = defaultLimits) {
    this.#options = options;
    this.#limits = limits;
    this.#watched = conditions.map((_, at) => ({ at, steady: new SteadyCondition(limits.steadiness) }));
    this.#health = { health: 'unknown', code: 'device-not-started', warnings: [], since: options.time.now() };
  }

  /** Of the last look. */
  get readings(): Readings {
    return this.#readings;
  }

  get health(): BoxHealth {
    return this.#health;
  }

  /** Looks at once and then regularly. @param onChange called when the health has changed */
  start(onChange: (health: BoxHealth) => void): void {
    this.#onChange = onChange;
    this.#timer = this.#options.time.every(this.#limits.every, 'box health', () => void this.#look());
    void this.#look();
  }

  /** Looks now, and says what holds at this moment: one value, not yet steady. */
  async examine(): Promise<Pick<BoxHealth, 'health' | 'code' | 'warnings'>> {
    const found = await Promise.all(this.#options.probes.map(probe => probe()));
    const readings: Readings = Object.assign({}, ...found);
    const held = conditions.filter(({ holds }) => holds(readings) === true);
    const code = held.find(({ level }) => level === 'failed')?.code;
    const warnings = held.filter(one => one.code !== code).map(one => one.code);
    return { health: code === undefined ? 'ok' : 'failed', ...(code !== undefined && { code }), warnings };
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    // A probe on a slow disk may take longer than the pause.
    if (this.#looking || !this.#timer) return;
    this.#looking = true;
    const found = await Promise.all(this.#options.probes.map(probe => probe()));
    this.#looking = false;
    if (!this.#timer) return;
    this.#readings = Object.assign({}, ...found);
    this.#judge();
  }

  #judge(): void {
    const { time, log } = this.#options;
    const now = time.monotonic();
    const told = conditions.filter((condition, at) =>
      this.#watched[at]?.steady.take(condition.holds(this.#readings), now),
    );
    const code = told.find(({ level }) => level === 'failed')?.code;
    const warnings = told.filter(one => one.code !== code).map(one => one.code);
    const before = this.#health;
    const health = code === undefined ? 'ok' : 'failed';
    if (before.health === health && before.code === code && before.warnings.join() === warnings.join())
      return;
    const same = before.health === health && before.code === code;
    const lastGood = before.health === 'ok' && health !== 'ok' ? time.now() : before.lastGood;
    this.#health = {
      health,
      ...(code !== undefined && { code }),
      warnings,
      since: same ? before.since : time.now(),
      ...(health !== 'ok' && lastGood !== undefined && { lastGood }),
    };
    if (code !== undefined || warnings.length > 0) log.warn({ code, warnings, ...this.#readings }, 'box');
    this.#onChange(this.#health);
  }
}
