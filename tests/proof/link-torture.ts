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
    const [faults, killed] = await Promise.all([
      torture(stage, until),
      kill(stage, until, kills),
      load(stage, until),
    ]);
    const { packets } = stage.wire;
    return { ...(await verdict(stage)), faults, kills: killed, packets };
  } finally {
    await stage.stop();
  }
}

async function load({ customers, random }: Stage, until: number): Promise<void> {
  const arrivals = random.stream('arrivals');
  while (performance.now() < until) {
    await wait(arrivals.exponential(1000 / rate));
    customers.come(arrivals.chance(0.3) ? 'mqtt' : 'http');
    customers.call();
  }
}

/** What the box takes from its start to its ready line, about, ms. */
const start = 800;

/** As power cuts, spread over the time that is left; the box is started again at once. @returns how many there were */
async function kill({ box, random }: Stage, until: number, kills: number): Promise<number> {
  const moments = random.stream('kills');
  let done = 0;
  for (; done < kills; done++) {
    const pace = (until - performance.now()) / (kills - done) - start;
    await wait(moments.between(0, 2 * Math.max(pace, 100)));
    await box.kill();
    await box.start();
  }
  return done;
}
