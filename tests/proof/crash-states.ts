import { availableParallelism } from 'node:os';
import type { CrashFound } from '../simulation/crash/enumerate';
import { DayRunner } from '../simulation/day-runner';
import { identityStates } from '../support/life/identity-states';
import { slotStates } from '../support/ota/slot-states';

/** A morning more or less makes some hundred states. */
const mostScenes = 40;

/**
 * Records mornings of the hub and starts the program on what every power cut in them may have left: journal, outbox, configuration and whatever else it
 * keeps; then the same of what a box is (`identity-states`) and of its slots and what its updater trusts (`slot-states`).
 * @param states at least so many different ones of the hub are started
 * @throws Error when one does not start, or has lost or doubled anything
 */
export async function manyCrashStates({
  states,
  seed,
}: {
  readonly states: number;
  readonly seed: number;
}): Promise<object> {
  const lanes = Math.min(4, availableParallelism());
  const runners = Array.from({ length: lanes }, () => new DayRunner());
  const total = { scenes: 0, calls: 0, cuts: 0, distinct: 0, started: 0 };
  const troubles: string[] = [];
  try {
    while (total.started < states && total.scenes < mostScenes) {
      const scene = seed + total.scenes++;
      const found = await Promise.all(
        runners.map((runner, lane) => runner.crashStates({ seed: scene, lane, lanes, every: 1 })),
      );
      const [first] = found as [CrashFound];
      total.calls += first.calls;
      total.cuts += first.cuts;
      total.distinct += first.distinct;
      total.started += found.reduce((sum, { started }) => sum + started, 0);
      troubles.push(...found.flatMap(each => each.troubles.map(trouble => `scene ${scene}, ${trouble}`)));
      process.stdout.write(`${total.scenes} scenes, ${total.started} states, ${troubles.length} bad\n`);
      for (const trouble of troubles.slice(0, 5)) process.stdout.write(`  ${trouble}\n`);
    }
  } finally {
    for (const runner of runners) runner.stop();
  }
  const [identity, slots] = [await identityStates(1), await slotStates()];
  const all = Object.values(identity).reduce(
    (sum, { looked }) => sum + looked,
    total.started + slots.distinct,
  );
  const report = {
    unbootableLostOrDoubled: troubles.length,
    states: all,
    journalOutboxAndConfiguration: total,
    identity,
    slots,
  };
  if (troubles.length > 0) throw new Error(`crash states: ${JSON.stringify(report)}`);
  return report;
}
