import type { DeviceStatus } from '../../hal/device';
import type { CatalogueCode } from '../../hal/platform/catalogue';

export interface FlapLimits {
  /** ms in which the same trouble may come `most` times; the next time it is held. */
  readonly window: number;
  readonly most: number;
  /** ms for which a held trouble must not change before it is let go; twice as long each time it relapses. */
  readonly steady: number;
  readonly longest: number;
}

export const defaultFlapLimits: FlapLimits = {
  window: 600_000,
  most: 4,
  steady: 60_000,
  longest: 3_600_000,
};

export type Told = Pick<DeviceStatus, 'health' | 'code' | 'warnings'>;

/** One trouble of a device: a reason why it is not ok, or a warning. */
interface Trouble {
  readonly level: 'reason' | 'warning';
  isThere: boolean;
  changedAt: number;
  /** When it came lately. */
  comings: readonly number[];
  /** ms for which it must be steady now; absent: it is told as it is. */
  held?: number;
  relapses: number;
}

/** Every device is without an answer when it starts, however often somebody lets it. */
const uncounted: CatalogueCode = 'device-not-started';

/**
 * Makes one steady word of a device that comes and goes (a loose plug, a sensor at its bound): a trouble that came too often is held as if it lasted,
 * with the warning `device-unsteady`, until it has really lasted or been away for a while. What is held makes the device `failed`: it cannot be relied
 * on. Every trouble is counted by itself, so that a new one shows at once. Reads no clock: times are monotonic ms.
 */
export class FlapDamper {
  readonly #limits: FlapLimits;
  readonly #troubles = new Map<CatalogueCode, Trouble>();
  #status: DeviceStatus = { health: 'unknown', code: uncounted };

  constructor(limits = defaultFlapLimits) {
    this.#limits = limits;
  }

  /** When `pass` may next say something else by time alone. */
  get next(): number {
    const times = this.#held().map(([, { changedAt, held = 0 }]) => changedAt + held);
    return Math.min(Number.POSITIVE_INFINITY, ...times);
  }

  /** @param status what the device says from now on. @returns what is to be told of it */
  take(status: DeviceStatus, now: number): Told {
    this.pass(now);
    this.#status = status;
    const { health, code = uncounted, warnings = [] } = status;
    const present = new Map<CatalogueCode, Trouble['level']>(warnings.map(each => [each, 'warning']));
    if (health !== 'ok') present.set(code, 'reason');
    present.delete(uncounted);
    for (const [each, trouble] of this.#troubles)
      if (trouble.isThere && !present.has(each)) this.#went(trouble, now);
    for (const [each, level] of present) this.#came(each, level, now);
    return this.#told;
  }

  /** Time has passed up to and including `now`. @returns what is to be told */
  pass(now: number): Told {
    for (const [code, trouble] of this.#troubles) {
      const { held, changedAt, isThere } = trouble;
      if (held !== undefined && now - changedAt >= held) delete trouble.held;
      const isForgotten = !isThere && now - changedAt >= this.#limits.longest + this.#limits.window;
      if (isForgotten) this.#troubles.delete(code);
    }
    return this.#told;
  }

  #came(code: CatalogueCode, level: Trouble['level'], now: number): void {
    const before = this.#troubles.get(code);
    if (before?.isThere && before.level === level) return;
    const { window, most, steady, longest } = this.#limits;
    const comings = [...(before?.comings ?? []).filter(at => now - at < window), now].slice(-most - 1);
    const trouble: Trouble = { relapses: 0, ...before, level, isThere: true, changedAt: now, comings };
    this.#troubles.set(code, trouble);
    if (comings.length <= most || trouble.held !== undefined) return;
    trouble.held = Math.min(steady * 2 ** trouble.relapses, longest);
    trouble.relapses += 1;
  }

  #went(trouble: Trouble, now: number): void {
    trouble.isThere = false;
    trouble.changedAt = now;
  }

  #held(): [CatalogueCode, Trouble][] {
    return [...this.#troubles].filter(([, { held }]) => held !== undefined);
  }

  get #told(): Told {
    const { health, code, warnings = [] } = this.#status;
    const held = this.#held();
    if (held.length === 0) return { health, ...(code !== undefined && { code }), warnings };
    const reasons = held.filter(([, { level }]) => level === 'reason').map(([each]) => each);
    const [steadyReason] = reasons;
    const isNew = health !== 'ok' && code !== undefined && code !== uncounted && !reasons.includes(code);
    const shown = isNew ? code : (steadyReason ?? code);
    const ofHeld = held.filter(([, { level }]) => level === 'warning').map(([each]) => each);
    return {
      health: steadyReason === undefined ? health : 'failed',
      ...(shown !== undefined && { code: shown }),
      warnings: [...new Set([...warnings, ...ofHeld, 'device-unsteady' as const])],
    };
  }
}
