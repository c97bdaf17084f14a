import type { CatalogueCode } from '../../hal/platform/catalogue';
import { isTiskiError } from '../../hal/platform/error';
import type { UpdateClient } from '../client/update-client';
import { mostLooks, type Verdict } from '../proof/judge-proof';
import type { Told } from '../window/told';
import type { Served } from './round';
import type { TrialMemory } from './round-memory';

/** The updater that a release on trial brings with it. */
export interface NextUpdater {
  /** Whether it can do a round, but for changing anything. */
  rehearse(): Promise<boolean>;
}

export interface ProofPlace {
  readonly client: Pick<UpdateClient, 'prove'>;
  readonly served: Served;
  readonly next: NextUpdater;
  /** Whether a release must print before it is kept. */
  readonly printTest?: boolean;
}

/** Neither proven nor failed so far. */
export interface Unproven {
  readonly reason: CatalogueCode;
  /** How often the updater on trial has failed where this one has not. */
  readonly misses: number;
}

/** So many times, a minute apart, it may. */
const mostMisses = 3;

/** Who would wonder about a ticket that nobody took. */
const people: readonly string[] = ['open', 'customer', 'visit', 'ring', 'technician'];

/** When all else is proven: the updater, then on paper. */
export async function lastProofs(
  place: ProofPlace,
  trial: TrialMemory,
  told: Told | undefined,
): Promise<Verdict | Unproven> {
  const verdict = await updaterProven(place, trial);
  return verdict === 'proven' ? printed(place, trial, told) : verdict;
}

/** A release whose updater finds no other release could never be left again. What this updater cannot do at the same moment is not the fault of the next. */
async function updaterProven(
  { client, next }: ProofPlace,
  { misses = 0 }: TrialMemory,
): Promise<Verdict | Unproven> {
  if (await next.rehearse()) return 'proven';
  try {
    await client.prove();
  } catch (error) {
    if (!isTiskiError(error)) throw error;
    return { reason: error.code, misses };
  }
  if (misses + 1 >= mostMisses) return { failed: 'update-proof-updater' };
  return { reason: 'update-proof-updater', misses: misses + 1 };
}

/** The last, as it takes paper: at the first quiet moment, however late that comes. */
async function printed(
  { served, printTest }: ProofPlace,
  { before, looks }: TrialMemory,
  told: Told | undefined,
): Promise<Verdict> {
  if (!printTest || !served.printed) return 'proven';
  if (told?.busy.some(reason => people.includes(reason))) return 'wait';
  const tickets = await served.printed();
  if (!tickets) return looks < mostLooks ? 'wait' : { failed: 'update-proof-print' };
  const failed = Object.keys(tickets).some(name => !tickets[name] && before.devices[name] === 'ok');
  return failed ? { failed: 'update-proof-print' } : 'proven';
}
