import { availableParallelism } from 'node:os';
import { DayRunner, daysPerLife, lifeOf } from '../simulation/day-runner';
import { kindOf, shrink, told } from '../simulation/shrink';

export interface DaysWanted {
  readonly days: number;
  readonly seed: number;
}

/** Failing lives that are shrunk; more would only be told of. */
const mostShrunk = 3;

/**
 * Many random days of the simulated town, from this seed on. A life that fails is told with its seed and shrunk to the steps that matter.
 * @throws Error at the end if one failed
 */
export async function manyDays({ days, seed }: DaysWanted): Promise<object> {
  const began = performance.now();
  const total = { days: 0, lived: 0, faults: 0, tickets: 0, facts: 0, updates: 0 };
  const failed: { readonly seed: number; readonly troubles: readonly string[] }[] = [];
  let next = seed;
  const end = seed + Math.ceil(days / daysPerLife);
  const lane = async () => {
    const runner = new DayRunner();
    try {
      while (next < end) {
        const life = lifeOf(next++);
        const { troubles, lived, faults, tickets, facts, updates } = await runner.live(life);
        total.days += life.plans.length;
        total.lived += lived;
        total.faults += faults;
        total.tickets += tickets;
        total.facts += facts;
        total.updates += updates;
        const [first] = troubles;
        if (first === undefined) continue;
        failed.push({ seed: Number(life.seed), troubles });
        process.stdout.write(`FAIL seed ${life.seed}: ${troubles.join('\n  ')}\n`);
        if (failed.length > mostShrunk) continue;
        const least = await shrink(life, kindOf(first), wanted => runner.live(wanted));
        process.stdout.write(`${told(least)}\n${JSON.stringify(least)}\n`);
      }
    } finally {
      runner.stop();
    }
  };
  const progress = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(
      `${total.days} of ${days} days in ${seconds.toFixed(0)} s, ${failed.length} failed\n`,
    );
  }, 15_000);
  try {
    await Promise.all(Array.from({ length: Math.min(8, availableParallelism()) }, lane));
  } finally {
    clearInterval(progress);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const hours = Math.round(total.lived / 3_600_000);
  const report = { ...total, lived: `${hours} h`, seconds, failed: failed.map(each => each.seed) };
  if (failed.length > 0) throw new Error(`days failed: ${JSON.stringify(report)}`);
  return report;
}
