import type { Lived } from './day/live';
import type { DayPlan, Step } from './day/plan';
import type { LifeWanted } from './wanted';

/** What a life failed by, without what differs from run to run of it. */
export function kindOf(trouble: string): string {
  return trouble.split(':')[0] ?? trouble;
}

/**
 * The few steps of a life with which it still fails in the same way: whole days, then halves, quarters and single steps are left out as long as
 * that is so (delta debugging, Zeller 2002).
 * @param most lives that may be lived for it
 */
export async function shrink(
  failing: LifeWanted,
  kind: string,
  live: (wanted: LifeWanted) => Promise<Lived>,
  most = 200,
): Promise<LifeWanted> {
  let best = failing;
  let left = most;
  const fails = async (plans: readonly DayPlan[]): Promise<boolean> => {
    if (left-- <= 0 || plans.length === 0) return false;
    const { troubles } = await live({ ...failing, plans });
    if (!troubles.some(trouble => kindOf(trouble) === kind)) return false;
    best = { ...failing, plans };
    return true;
  };
  await fails(best.plans.slice(0, 1));
  for (let day = 0; day < best.plans.length; day++) {
    const with_ = (steps: readonly Step[]) =>
      best.plans.map((plan, index) => (index === day ? { ...plan, steps } : plan));
    for (
      let size = Math.ceil((best.plans[day]?.steps.length ?? 0) / 2);
      size >= 1;
      size = Math.floor(size / 2)
    ) {
      for (let from = 0; from < (best.plans[day]?.steps.length ?? 0); ) {
        const steps = best.plans[day]?.steps ?? [];
        const isLess = await fails(with_([...steps.slice(0, from), ...steps.slice(from + size)]));
        if (!isLess) from += size;
      }
    }
  }
  return best;
}

/** As a person reads it. */
export function told({ seed, plans }: LifeWanted): string {
  const days = plans.map(({ open, night, room, steps }, day) => {
    const head = `  day ${day + 1}: open ${(open / 60_000).toFixed(1)} min, ${room ? 'with' : 'without'} satellite, then ${night}`;
    return [
      head,
      ...steps.map(
        ({ at, what, n, lasts }) => `    ${(at / 1000).toFixed(3)} s  ${what} (${n}, ${lasts} ms)`,
      ),
    ];
  });
  return [`seed ${seed}`, ...days.flat()].join('\n');
}
