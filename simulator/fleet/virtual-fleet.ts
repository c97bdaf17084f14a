import { backOff } from '../../firmware/link/back-off';
import { Random } from '../random';
import { VirtualTime } from '../time/virtual-time';
import { quantile } from './quantile';

export interface VirtualFleetOptions {
  readonly appliances: number;
  readonly seed: number;
  /** Minutes for which the broker is away, from ten in the morning on; 0 for never. */
  readonly outage: number;
  /** Messages a second that the broker can take; what is beyond waits. */
  readonly capacity: number;
}

export interface VirtualFleetReport {
  readonly appliances: number;
  readonly messages: number;
  /** In the busiest second of the day without what the outage left. */
  readonly busiest: number;
  readonly outage?: {
    /** Connections that were asked for in the busiest second after it. */
    readonly connections: number;
    /** Seconds until half, 99 of 100, and all are back. */
    readonly half: number;
    readonly most: number;
    readonly all: number;
    /** Messages that came in the busiest second after it, with those that had waited. */
    readonly messages: number;
  };
  /** From the fact to the subscriber, seconds: what waits in a broker of this capacity, and with what waited in boxes that were alone. */
  readonly delay: Percentiles;
  readonly withOutage: Percentiles;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Events and changes of state of a busy day: `npm run bench -- wire`. */
const messagesOfDay = 702;

/** Seconds of the day: offices open at nine, for eight hours; the busiest hour has twice the mean. */
const opening = 9 * 3600;
const openFor = 8 * 3600;
const busiestFrom = 3600;

/** Messages under way from one box, and how long each is: a box drains a backlog at this pace, messages a second. */
const drain = 640;

/**
 * One day of a country, second by second. Connections follow the link's own back-off; messages are counted, not sent, so that a hundred thousand
 * boxes with seventy million of them take seconds.
 */
export function virtualFleet(options: VirtualFleetOptions): VirtualFleetReport {
  const { appliances, capacity, outage } = options;
  const random = new Random(options.seed);
  const [from, until] = [opening + 3600, opening + 3600 + outage * 60];
  const back = outage > 0 ? returns(appliances, until - from, random.stream('back')) : [];
  const made = new Float64Array(86_400);
  const arriving = new Float64Array(86_400);
  /** Box-seconds that messages of each second waited in their boxes. */
  const held: { readonly wait: number; readonly count: number }[] = [];
  for (let box = 0; box < appliances; box++) {
    const mine = random.stream(box);
    const returned = back[box];
    let waiting = 0;
    for (let message = 0; message < messagesOfDay; message++) {
      const at = momentOf(mine);
      made[at] = (made[at] ?? 0) + 1;
      const isHeld = returned !== undefined && at >= from && at < until + returned;
      if (!isHeld) {
        arriving[at] = (arriving[at] ?? 0) + 1;
        continue;
      }
      const arrival = Math.floor(until + returned + waiting / drain);
      arriving[arrival] = (arriving[arrival] ?? 0) + 1;
      held.push({ wait: arrival - at, count: 1 });
      waiting += 1;
    }
  }
  const after = outage > 0 ? arriving.subarray(until, until + 1200) : new Float64Array(0);
  return {
    appliances,
    messages: appliances * messagesOfDay,
    busiest: greatest(made),
    ...(outage > 0 && { outage: { ...returnOf(back), messages: greatest(after) } }),
    delay: delayOf(arriving, capacity, []),
    withOutage: delayOf(arriving, capacity, held),
  };
}

/** Evenly in the busiest hour and in the others, which together have three times as many. */
function momentOf(random: Random): number {
  const isBusiest = random.chance(2 / 8);
  if (isBusiest) return opening + busiestFrom + Math.floor(random.unit() * 3600);
  const at = Math.floor(random.unit() * (openFor - 3600));
  return opening + (at < busiestFrom ? at : at + 3600);
}

/** When each box is back, seconds after the broker is; by number of the box. */
function returns(appliances: number, outage: number, random: Random): number[] {
  const time = new VirtualTime();
  const back: number[] = [];
  for (let box = 0; box < appliances; box++) {
    const delays = backOff(() => random.unit());
    const attempt = () => {
      if (time.monotonic() < outage * 1000) time.after(delays.next().value, 'attempt', attempt);
      else back[box] = time.monotonic() / 1000 - outage;
    };
    attempt();
  }
  time.advance((outage + 1200) * 1000);
  return back;
}

function returnOf(back: readonly number[]) {
  const sorted = [...back].sort((one, other) => one - other);
  const at = (share: number) => quantile(sorted, share);
  const counts = new Float64Array(1201);
  for (const second of back) counts[Math.floor(second)] = (counts[Math.floor(second)] ?? 0) + 1;
  return { connections: greatest(counts), half: at(0.5), most: at(0.99), all: at(1) };
}

/** First come, first served at the broker's capacity, second by second; on top, what a box held back while it was alone. */
function delayOf(
  arriving: Float64Array,
  capacity: number,
  held: readonly { readonly wait: number; readonly count: number }[],
): Percentiles {
  const waits: { readonly wait: number; readonly count: number }[] = [...held];
  let queue = 0;
  for (const count of arriving) {
    if (count > 0) waits.push({ wait: (queue + count / 2) / capacity, count });
    queue = Math.max(0, queue + count - capacity);
  }
  waits.sort((one, other) => one.wait - other.wait);
  const all = waits.reduce((sum, { count }) => sum + count, 0);
  const at = (share: number) => {
    let passed = 0;
    for (const { wait, count } of waits) {
      passed += count;
      if (passed >= share * all) return wait;
    }
    return waits.at(-1)?.wait ?? 0;
  };
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function greatest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
