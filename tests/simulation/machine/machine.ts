import { AsyncResource } from 'node:async_hooks';
import type { Time, Timer } from '../../../hal/platform/time';
import type { Random } from '../../../simulator/random';
import { running, type World } from './world';

/**
 * A computer with one program on it. When it is killed nothing of the program happens any more: its timers do not fire, its promises stay
 * unsettled, what it still tries to do to the world is not done.
 */
export class Machine {
  readonly name: string;
  readonly world: World;
  readonly random: Random;
  readonly time: Time;
  isDead = false;
  /** What its wall clock shows more than that of the world, ms. */
  ahead: number;
  /** Called at every step of the program, which it may end. */
  onStep: (() => void) | undefined;
  readonly #repeated = new Set<Timer>();
  /** Made once: to enter `running` anew for each event is dear. */
  readonly #scope: AsyncResource;

  constructor(name: string, world: World, ahead = 0) {
    this.name = name;
    this.world = world;
    this.ahead = ahead;
    this.random = world.random.stream(`${name} ${world.machines.length}`);
    world.machines.push(this);
    this.#scope = running.run(this, () => new AsyncResource('machine'));
    const { clock } = world;
    this.time = {
      now: () => world.now + this.ahead,
      monotonic: () => clock.monotonic(),
      after: (delay, label, run) => clock.after(delay, label, () => this.do(run)),
      every: (interval, label, run) => this.#keep(clock.every(interval, label, () => this.do(run))),
    };
  }

  /** Lets the program of this machine do something, unless it is dead. */
  do(work: () => void): void {
    if (this.isDead) return;
    this.step();
    if (this.isDead) return;
    try {
      this.#scope.runInAsyncScope(work);
    } catch (error) {
      // What a program does that was ended in the middle of this, nobody sees.
      if (!this.isDead) throw error;
    }
  }

  /** A place where the program may be ended. */
  step(): void {
    this.world.steps += 1;
    this.onStep?.();
  }

  kill(): void {
    this.isDead = true;
    for (const timer of this.#repeated) timer.cancel();
    this.#repeated.clear();
  }

  /** Takes apart what is left of a killed program. What that sets off is the program's still, and comes to nothing with it. */
  bury(takeApart: () => void): void {
    this.#scope.runInAsyncScope(takeApart);
  }

  #keep(timer: Timer): Timer {
    this.#repeated.add(timer);
    return {
      name: timer.name,
      cancel: () => {
        this.#repeated.delete(timer);
        timer.cancel();
      },
    };
  }
}
