import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../../simulator/random';
import { clear, type Weather } from './packet-wire';
import type { Stage } from './stage';

/** Bad weather on the wire, drawn anew each time. */
const weathers: Readonly<Record<string, (random: Random) => Partial<Weather>>> = {
  slow: random => ({ delay: random.between(50, 800), jitter: random.between(0, 300) }),
  lossy: random => ({ loss: random.between(0.05, 0.4) }),
  narrow: random => ({ rate: random.between(1000, 8000) }),
  'all at once': random => ({
    delay: random.between(20, 300),
    jitter: random.between(0, 100),
    loss: random.between(0.01, 0.15),
    rate: random.between(4000, 40_000),
  }),
  'half-open, box unheard': () => ({ dropsUp: true }),
  'half-open, box deaf': () => ({ dropsDown: true }),
  'black hole': () => ({ dropsUp: true, dropsDown: true }),
};

/** How long a fault lasts, ms: mostly seconds, now and then longer than anybody's patience (15 s). */
function lasting(random: Random, most: number): number {
  return Math.min(random.chance(0.15) ? random.between(10_000, 45_000) : random.between(300, 6000), most);
}

/** One fault from its beginning to its end. Not all need the wire: a broker that is killed forgets what it has acknowledged. */
type Fault = (stage: Stage, random: Random, most: number) => Promise<void>;

const ofWeather = (name: string): Fault => {
  const drawn = weathers[name];
  return async ({ wire }, random, most) => {
    wire.weather = { ...clear, ...drawn?.(random) };
    await wait(lasting(random, most));
    wire.weather = clear;
  };
};

const brokerEnds =
  (signal: 'SIGKILL' | 'SIGTERM', { forgets }: { readonly forgets: boolean }): Fault =>
  async ({ broker }, random, most) => {
    await broker.stop(signal);
    if (forgets) broker.wipe();
    await wait(random.chance(0.5) ? 0 : lasting(random, most) / 3);
    await broker.start();
  };

const faults: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(Object.keys(weathers).map(name => [name, ofWeather(name)])),
  'connection reset': async stage => stage.reset(),
  'broker restarts': brokerEnds('SIGTERM', { forgets: false }),
  'broker restarts empty': brokerEnds('SIGTERM', { forgets: true }),
  'broker killed': brokerEnds('SIGKILL', { forgets: false }),
  'broker killed, disk gone': brokerEnds('SIGKILL', { forgets: true }),
  'receiver killed': async ({ receiver }, random) => {
    await receiver.end('SIGKILL');
    await wait(random.between(0, 2000));
    receiver.start();
  },
};

/** One fault after the other, at random, until it is over; all is well again then. @returns how often each came */
export async function torture(stage: Stage, time: () => number): Promise<Readonly<Record<string, number>>> {
  const random = stage.random.stream('faults');
  const names = Object.keys(faults);
  const counts: Record<string, number> = {};
  // Every fault once before any comes twice: a short run has them all.
  let bag: string[] = [];
  for (;;) {
    if (bag.length === 0) bag = shuffled(names, random);
    const name = bag.pop() ?? '';
    const left = time();
    if (left <= 0) return counts;
    await faults[name]?.(stage, random, Math.max(left / 4, 300));
    counts[name] = (counts[name] ?? 0) + 1;
    await wait(Math.min(random.between(100, 3000), Math.max(left / 20, 100)));
  }
}

function shuffled(names: readonly string[], random: Random): string[] {
  return names
    .map(name => ({ name, place: random.unit() }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
}
