import crypto from 'node:crypto';
import timers from 'node:timers';
import promises from 'node:timers/promises';
import type { Timer } from '../../../hal/platform/time';
import { running } from './world';

/**
 * Puts the clocks, timers and chance of the running machine in the place of the process's, for the product and every library below it. Code
 * outside of any machine keeps the real ones.
 */
export function replaceGlobals(): void {
  replaceClocks();
  replaceTimers();
  replaceChance();
  replaceUnitedSignals();
}

function replaceClocks(): void {
  const Real = Date;
  class MachineDate extends Real {
    constructor(...given: []) {
      super(...((given.length === 0 ? [MachineDate.now()] : given) as []));
    }

    static override now(): number {
      return running.getStore()?.time.now() ?? Real.now();
    }
  }
  globalThis.Date = MachineDate as unknown as DateConstructor;
  const monotonic = performance.now.bind(performance);
  performance.now = () => running.getStore()?.time.monotonic() ?? monotonic();
}

type Callback = (...given: unknown[]) => void;

/** What `setTimeout` gives. */
class MachineTimeout {
  readonly #set: () => Timer;
  #timer: Timer;

  constructor(set: () => Timer) {
    this.#set = set;
    this.#timer = set();
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  refresh(): this {
    this.#timer.cancel();
    this.#timer = this.#set();
    return this;
  }

  close(): this {
    this.#timer.cancel();
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function replaceTimers(): void {
  const real = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate };
  const later =
    (kind: 'setTimeout' | 'setInterval') =>
    (run: Callback, delay?: number, ...given: unknown[]) => {
      const machine = running.getStore();
      if (!machine) return real[kind](run, delay, ...given);
      const { time } = machine;
      const set = kind === 'setTimeout' ? time.after : time.every;
      return new MachineTimeout(() => set(delay ?? 1, kind, () => run(...given)));
    };
  const clear = (kind: 'clearTimeout' | 'clearInterval') => (timer: unknown) => {
    if (timer instanceof MachineTimeout) timer.close();
    else real[kind](timer as NodeJS.Timeout);
  };
  const replaced = {
    setTimeout: later('setTimeout'),
    setInterval: later('setInterval'),
    clearTimeout: clear('clearTimeout'),
    clearInterval: clear('clearInterval'),
    setImmediate: (run: Callback, ...given: unknown[]) => {
      const machine = running.getStore();
      if (!machine) return real.setImmediate(run, ...given);
      const { world } = machine;
      world.putOff += 1;
      const put = real.setImmediate(() => {
        putOff.delete(put);
        world.putOff -= 1;
        machine.do(() => run(...given));
      });
      putOff.set(put, () => {
        world.putOff -= 1;
      });
      return put;
    },
    clearImmediate: (put: NodeJS.Immediate | undefined) => {
      if (!put) return;
      putOff.get(put)?.();
      putOff.delete(put);
      real.clearImmediate(put);
    },
  };
  Object.assign(globalThis, replaced);
  Object.assign(timers, replaced);
  Object.assign(promises, {
    setImmediate: (value?: unknown) => new Promise(resolve => replaced.setImmediate(() => resolve(value))),
    setTimeout: (delay?: number, value?: unknown) =>
      new Promise(resolve => replaced.setTimeout(() => resolve(value), delay)),
  });
}

const putOff = new WeakMap<NodeJS.Immediate, () => void>();

function replaceChance(): void {
  const { random } = Math;
  Math.random = () => running.getStore()?.random.unit() ?? random();
  const { randomBytes, randomUUID } = crypto;
  const bytesOf = (count: number) => {
    const machine = running.getStore();
    return machine
      ? Buffer.from(Array.from({ length: count }, () => machine.random.unit() * 256))
      : undefined;
  };
  Object.assign(crypto, {
    randomBytes: (count: number, done?: (error: null, bytes: Buffer) => void) => {
      const bytes = bytesOf(count) ?? randomBytes(count);
      if (done) setImmediate(() => done(null, bytes));
      return bytes;
    },
    randomUUID: () => {
      const hex = bytesOf(16)?.toString('hex');
      if (hex === undefined) return randomUUID();
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  });
}

/** Node keeps a signal of signals alive until one of them aborts: of a program that was killed none ever does, and each holds a whole box. */
function replaceUnitedSignals(): void {
  const { any } = AbortSignal;
  Object.assign(AbortSignal, {
    any: (signals: Iterable<AbortSignal>): AbortSignal => {
      if (!running.getStore()) return any.call(AbortSignal, [...signals]);
      const sources = [...signals];
      const aborted = sources.find(source => source.aborted);
      if (aborted) return AbortSignal.abort(aborted.reason);
      const united = new AbortController();
      for (const source of sources)
        source.addEventListener('abort', () => united.abort(source.reason), { once: true });
      return united.signal;
    },
  });
}
