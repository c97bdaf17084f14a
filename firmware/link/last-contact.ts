import type { Time } from '../../hal/platform/time';
import type { Journal } from '../journal/journal';
import type { ServiceEvent } from '../servicepoint/events';
import { outboxCursor } from './outbox';

/**
 * How long ago, at most, the broker was last heard before this program started, ms; undefined when nobody knows.
 *
 * The proof is the fact at the outbox's cursor: the broker acknowledged it, so it was heard after that fact was made. That the
 * box was alive later proves nothing, it may have been alone. And wall time spans a restart only if it was right both then and
 * now: a box without a battery clock begins where it stopped, and an hour without power looks like nothing.
 */
export function sinceLastContact(
  journal: Journal<ServiceEvent>,
  time: Time,
  clockSynced: (sequence: number) => boolean,
): number | undefined {
  const { sequence } = journal.position(outboxCursor);
  const [fact] = sequence > 0 ? journal.read(sequence - 1, 1) : [];
  if (fact?.sequence !== sequence || !clockSynced(fact.sequence) || !clockSynced(journal.last + 1))
    return undefined;
  const since = time.now() - fact.event.at;
  return since >= 0 ? since : undefined;
}
