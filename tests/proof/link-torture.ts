import { setTimeout as wait } from 'node:timers/promises';
import { torture } from './link/faults';
import { Stage } from './link/stage';
import { type Verdict, verdict } from './link/verdict';

/** Customers in a second. */
const rate = 5;

export interface TortureReport extends Verdict {
  readonly faults: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly packets: { readonly carried: number; readonly lost: number };
}

export interface TortureOptions {
  /** Of load and faults, s. */
  readonly seconds: number;
  readonly seed: number;
  /** How often the box is killed meanwhile; never, if left out. */
  readonly kills?: number;
}

/**
 * The box, real Mosquitto and the example receiver with every fault of network and broker between them, while people take tickets over HTTP and a
 * program over MQTT.
 * @throws AssertionError when an event is missing, doubled or in the wrong place at the receiver, or a command was carried out twice
 */
export async function linkTorture({ seconds, seed, kills = 0 }: TortureOptions): Promise<TortureReport> {
  const stage = new Stage(seed);
  try {
    await stage.start();
    const until = performance.now() + seconds * 1000;
    const course = { kills, left: () => Math.max(until - performance.now(), course.kills * shortest) };
    const [faults] = await Promise.all([
      torture(stage, course.left),
      kill(stage, course),
      load(stage, course),
    ]);
    const { packets } = stage.wire;
    return { ...(await verdict(stage)), faults, kills, packets };
  } finally {
    await stage.stop();
  }
}

/** How long it goes on, and what is to be done in that time. */
interface Course {
  kills: number;
  /** ms; until the last kill in any case. */
  readonly left: () => number;
}

async function load({ customers, random }: Stage, { left }: Course): Promise<void> {
  const arrivals = random.stream('arrivals');
  while (left() > 0) {
    await wait(arrivals.exponential(1000 / rate));
    customers.come(arrivals.chance(0.3) ? 'mqtt' : 'http');
    customers.call();
  }
}

/** What the box takes from its start to its ready line, about, ms. */
const start = 800;

/** For one kill, ms. */
const shortest = 1000;

/** As power cuts, spread over the time that is left; the box is started again at once. */
async function kill({ box, random }: Stage, course: Course): Promise<void> {
  const moments = random.stream('kills');
  for (; course.kills > 0; course.kills--) {
    const pace = course.left() / course.kills - start;
    await wait(moments.between(0, 2 * Math.max(pace, 100)));
    await box.kill();
    await box.start();
  }
}
