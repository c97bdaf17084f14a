import { Journal, type JournalEvent } from '../../firmware/journal/journal';
import { writeAheadLimit } from '../../firmware/journal/schema';

/** Bytes for facts: some 1300 of them beside the empty tables. */
export const room = 640 * 1024;

/** Types of facts are their classes: `low` goes first and anywhere, then `middle`, then `high`; `drops` never. */
export function crowdedJournal(file: string): Journal<JournalEvent> {
  return new Journal<JournalEvent>({
    file,
    makeEpoch: () => 'e',
    budget: room + 2 * writeAheadLimit,
    isPublished: type => type !== 'kept',
    classes: [
      { name: 'low', rule: 'anywhere' },
      { name: 'middle' },
      { name: 'high' },
      { name: 'drops', rule: 'never' },
    ],
    classOf: type => (type === 'day' || type === 'mode' ? 'high' : type),
    standingOf: ({ type }) => (type === 'mode' ? 'mode' : undefined),
    isBoundary: ({ type }) => type === 'day',
    dropsIn,
    onCommit: () => undefined,
  });
}

export interface Drops {
  readonly class: string;
  readonly count: number;
}

export function dropsIn({ type, data }: JournalEvent): Drops | undefined {
  return type === 'drops' ? (data as Drops) : undefined;
}

/** What a fact at this place is, if it tells of no drops: a day begins at every fiftieth, a fifth never leaves the box. */
export function typeOf(sequence: number): string {
  if (sequence % 50 === 1) return 'day';
  return ['low', 'middle', 'high', 'kept', 'low'][sequence % 5] ?? 'low';
}

const filling = 'x'.repeat(400);

/** A fact of some 400 bytes. */
export function bulky(type: string, at: number): JournalEvent {
  return { type, at, data: { filling } };
}

/** Never by age. */
const ages = { before: 0, lastingBefore: 0 };

/** Until nothing more is to be done. @returns how many steps it took */
export function makeRoom(journal: Journal<JournalEvent>): number {
  for (let steps = 1; ; steps++) if (!journal.tidy(ages, 0)) return steps;
}

/** Everything up to now is in a snapshot. */
export function cover(journal: Journal<JournalEvent>): void {
  journal.keepSnapshot(journal.last, 1, '{}');
}

/** What was dropped becomes a fact. */
export function tell(journal: Journal<JournalEvent>): void {
  for (const data of journal.dropped()) {
    void journal.append([{ type: 'drops', at: 0, data }]);
    journal.commit();
  }
}
