import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import { sleep } from '../../hal/platform/time';
import type { Random } from '../random';
import type { Scenario } from '../scenarios/scenario';
import { FasterTime } from '../time/faster-time';
import { Advisor } from './advisor';
import type { Cast } from './cast';
import { Customer } from './customer';
import { habits } from './habits';
import { type Plan, planCustomer } from './plan';
import type { Figure, Room } from './room';
import { enterOffice, type Surroundings } from './surroundings';

const second = 1000;
const minute = 60 * second;

/** A gentle stream for someone who watches; all of it own choice. */
const stream = {
  /** From one customer to the next, of the watcher's time. */
  gap: { least: 20 * second, most: 40 * second },
  /** So many come at once, so that there is something to see from the beginning. */
  early: 3,
  earlyGap: 2 * second,
  /** Of the advisors' time that is to be taken: enough to see them work, little enough that queues stay short. */
  load: 0.4,
  /** However fast the box and its people are, so long at least for the watcher, ms of the machine's time. */
  shortest: 400,
  /** With so many people in the room, whoever comes turns round at the door. */
  fullRoom: 15,
  /** Someone at a keyboard has the usual times, of the watcher's time, however fast the others are. */
  stranger: { wait: habits.noShowWait.value, work: 30 * second },
};

/** What somebody who watches may wish for; nothing of it is usual. */
export interface Wishes {
  /** So many times as many people come (SIM-02). */
  readonly crowd?: number;
  /** A service that so many times as many come for (SIM-04). */
  readonly season?: { readonly service: string; readonly times: number };
  /** Share of customers who do not notice their call, 0 to 1. */
  readonly missing?: number;
}

/**
 * Life at a simulated service point, at any hour and on any day: somebody comes every half minute or so, and the advisors are fast enough for
 * the stream. For the machine's own time.
 */
export class People {
  readonly #cast: Cast;
  readonly #log: Log;
  #abort: AbortController | undefined;
  #lives = new Set<Promise<void>>();
  #leave: (() => void) | undefined;
  #room: Room | undefined;
  readonly #onlookers = new Set<() => void>();
  readonly #pace: () => number;
  /** Of whoever watches, from the next customer on. */
  wishes: Wishes = {};

  /** @param pace how many times faster than the machine's time the cast's passes now */
  constructor(cast: Cast, log: Log, pace: () => number = () => 1) {
    this.#cast = cast;
    this.#log = log;
    this.#pace = pace;
  }

  /** Everybody who is in. */
  get figures(): readonly Figure[] {
    return this.#room?.figures ?? [];
  }

  /** Calls `look` whenever that changes; the function returned ends it. */
  watch(look: () => void): () => void {
    this.#onlookers.add(look);
    return () => this.#onlookers.delete(look);
  }

  start(): void {
    if (this.#abort) return;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { office, rules, scenario, random } = this.#cast;
    const speed = speedFor(scenario);
    const { here, leave } = enterOffice(office, new FasterTime(this.#cast.time, speed));
    this.#leave = leave;
    this.#room = here.room;
    here.room.lookOn(() => this.#show());
    for (const { counter } of scenario.advisors.value) {
      const { services = [] } = { ...rules.counters.get(counter) };
      const duty = {
        counter,
        services,
        goesFrom: Number.POSITIVE_INFINITY,
        pauses: [],
        stranger: { wait: stream.stranger.wait * speed, work: stream.stranger.work * speed },
      };
      this.#live(new Advisor(duty, random.stream(`advisor ${counter}`), here).work(signal), signal);
    }
    this.#live(this.#letIn(here, signal), signal);
  }

  /** Sends everybody away; their tickets stay as they are. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    await Promise.all(this.#lives);
    this.#leave?.();
    this.#abort = undefined;
    this.#room = undefined;
    this.#show();
  }

  #show(): void {
    for (const look of this.#onlookers) look();
  }

  async #letIn(here: Surroundings, signal: AbortSignal): Promise<void> {
    const { scenario, time } = this.#cast;
    const random = this.#cast.random.stream('stream');
    for (let index = 0; ; index++) {
      const { crowd = 1, season, missing } = this.wishes;
      const services = Object.fromEntries(
        Object.entries(scenario.demand).map(([service, { perDay }]) => [
          service,
          perDay.value * (season?.service === service ? season.times : 1),
        ]),
      );
      const own = random.stream(index);
      const plan = wished(planCustomer(own, random.pick(services), scenario), own, missing);
      if (here.room.count < stream.fullRoom) this.#live(new Customer(plan, here).visit(signal), signal);
      const gap = random.between(stream.gap.least, stream.gap.most) / crowd;
      const next = Math.max(index < stream.early - 1 ? stream.earlyGap : gap, stream.shortest * this.#pace());
      await sleep(time, next, 'next customer', signal);
    }
  }

  #live(life: Promise<void>, signal: AbortSignal): void {
    const watched = life
      .catch(error => {
        if (!signal.aborted) this.#log.error({ error: messageOf(error) }, 'a simulated person fell over');
      })
      .finally(() => this.#lives.delete(watched));
    this.#lives.add(watched);
  }
}

function wished(plan: Plan, random: Random, missing: number | undefined): Plan {
  if (missing === undefined) return plan;
  const away = random.stream('away');
  return {
    ...plan,
    matters: plan.matters.map(matter => ({ ...matter, missesCall: away.chance(missing) })),
  };
}

/** How many times faster than real people these must be for the advisors to keep up with the stream. */
function speedFor({ demand, advisors }: Scenario): number {
  const services = Object.values(demand);
  const perDay = services.reduce((sum, service) => sum + service.perDay.value, 0);
  const work = services.reduce((sum, service) => sum + service.perDay.value * service.minutes.value, 0);
  const { walk, greeting, tidying } = habits;
  const each = (work / perDay) * minute + walk.supported.value + greeting.value.most + tidying.value.mean;
  const gap = (stream.gap.least + stream.gap.most) / 2;
  return Math.max(1, each / (gap * advisors.value.length * stream.load));
}
