import type { Runtime } from '../../firmware/runtime';
import { sleep, type Time } from '../../hal/platform/time';
import type { Ring, Scenario } from '../scenarios/scenario';
import { localInstant } from '../time/local-instant';

export interface RingingBox {
  readonly runtime: Pick<Runtime, 'execute' | 'record'>;
  readonly time: Time;
  readonly timezone: string;
}

/** The calls of a scenario's day, as a ring source tells of them. Resolves when the last is over. */
export async function ringThrough({ rings = [] }: Scenario, day: string, box: RingingBox): Promise<void> {
  await Promise.all(rings.map(ring => ringOnce(ring, day, box)));
}

async function ringOnce(ring: Ring, day: string, { runtime, time, timezone }: RingingBox): Promise<void> {
  const { device: source, caller, seconds, end, at } = ring;
  await sleep(time, localInstant(day, at, timezone) - time.now(), `${source} is called`);
  const heard = await runtime.record({
    name: 'ring-heard',
    args: { source, ...(caller !== undefined && { caller }) },
  });
  const id = String(heard.ring);
  await sleep(time, seconds * 1000, `${source} rings`);
  await runtime.record({
    name: 'ring-over',
    args: { ring: id, end: end === 'answered' ? 'answered' : 'ended' },
  });
  if (end === 'wrong') await runtime.execute({ name: 'wrong-call', args: { ring: id }, channel: 'page' });
}
