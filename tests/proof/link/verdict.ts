import { strict as assert } from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
import { Journal } from '../../../firmware/journal/journal';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { isPublished } from '../../../firmware/servicepoint/publication';
import { classesOfWorth, worthOf } from '../../../firmware/servicepoint/worth';
import type { Asked } from './customers';
import type { Stage } from './stage';

/** After the last fault everything has arrived within this, ms: a box that found no broker for minutes may try again as late as 9.7 minutes after. */
const patience = 600_000;

export interface Verdict {
  readonly events: number;
  readonly tickets: number;
  /** Commands that had to be sent more than once. */
  readonly repeated: number;
  readonly refused: number;
  /** From the end of the faults until the receiver had everything, s. */
  readonly settled: number;
}

/**
 * Waits until the receiver has what the box has, and compares. The box's own journal is the truth.
 * @throws AssertionError what was lost, doubled, out of order or carried out twice
 */
export async function verdict(stage: Stage): Promise<Verdict> {
  const { customers, receiver, box } = stage;
  const began = performance.now();
  const isLate = () => performance.now() - began > patience;
  await Promise.race([
    customers.settled(),
    wait(patience, undefined, { ref: false }).then(() => {
      const open = customers.asked.filter(({ reply }) => !reply).length;
      throw new Error(`${open} customers never got an answer`);
    }),
  ]);
  // Twice in a row, as something may just be on its way from the journal to the wire.
  for (let before = -1; ; ) {
    const last = await customers.lastNumber();
    if (last !== undefined && last === before && receiver.complete === last) break;
    if (isLate()) throw new Error(`the receiver has ${receiver.complete} of ${last} events`);
    before = last ?? -1;
    await wait(1000);
  }
  const settled = (performance.now() - began) / 1000;
  await box.kill();
  const { facts } = published(stage.journalFile);
  const { events } = receiver;
  assert.deepEqual(
    events.map(({ sequence }) => sequence),
    facts.map((_, index) => index + 1),
    'each number once, without a gap',
  );
  facts.forEach((event, index) => {
    const { type, data } = events[index] ?? { type: '', data: '{}' };
    assert.equal(type, `fi.tiski.${event.type}.v1`);
    assert.deepEqual(JSON.parse(data), event.data, `event ${index + 1}`);
  });
  assert.equal(receiver.lost, 0);
  return { ...ticketsOnce(customers.asked, facts), events: facts.length, settled };
}

/** Every command that was answered with a ticket made one, and no ticket came from nowhere. */
function ticketsOnce(
  asked: readonly Asked[],
  facts: readonly ServiceEvent[],
): Omit<Verdict, 'events' | 'settled'> {
  const issued = facts.filter(({ type }) => type === 'ticket.issued').length;
  const told = asked.filter(({ reply }) => reply?.ok === true);
  assert.equal(issued, told.length, 'as many tickets as commands that were carried out');
  const codes = asked.flatMap(({ reply }) => reply?.code ?? []);
  assert.deepEqual(
    [...new Set(codes)],
    codes.length > 0 ? ['command-stale'] : [],
    'why commands were refused',
  );
  return {
    tickets: issued,
    repeated: asked.filter(({ sent }) => sent > 1).length,
    refused: asked.length - told.length,
  };
}

/** What the box had to tell, once it is gone. */
export function published(file: string): { readonly epoch: string; readonly facts: readonly ServiceEvent[] } {
  const journal = new Journal<ServiceEvent>({
    file,
    makeEpoch: () => 'none',
    isPublished,
    classes: classesOfWorth,
    classOf: worthOf,
    onCommit: () => undefined,
  });
  try {
    const facts = journal.read(0, Number.MAX_SAFE_INTEGER);
    const told = facts.filter(({ published }) => published).map(({ event }) => event);
    return { epoch: journal.epoch, facts: told };
  } finally {
    journal.close();
  }
}
