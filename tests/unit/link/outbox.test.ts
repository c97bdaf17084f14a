import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Committed, Journal } from '../../../firmware/journal/journal';
import { type Carrier, type Numbered, Outbox, outboxCursor } from '../../../firmware/link/outbox';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';

/** Room for a number of facts; keeps what was sent until it is told to acknowledge. */
class Wire implements Carrier {
  readonly sent: number[] = [];
  readonly #facts = new Map<number, number>();
  readonly #waiting: { readonly number: number; readonly acknowledged: () => void }[] = [];
  window: number;

  constructor(window: number) {
    this.window = window;
  }

  room(): number {
    return this.window - this.#waiting.length;
  }

  send({ number, fact }: Numbered, acknowledged: () => void): void {
    assert.is(
      this.#facts.get(number) ?? fact.sequence,
      fact.sequence,
      'a number stands for one fact for ever',
    );
    this.#facts.set(number, fact.sequence);
    this.sent.push(number);
    this.#waiting.push({ number, acknowledged });
  }

  acknowledge(number: number): void {
    const index = this.#waiting.findIndex(each => each.number === number);
    for (const { acknowledged } of this.#waiting.splice(index, 1)) acknowledged();
  }
}

const test = suite<{ journal: Journal<ServiceEvent>; outbox: Outbox; readings: number[] }>('outbox');

const ticket = (): ServiceEvent => ({ type: 'ticket.printed', at: 0, data: { ticket: 'K101' } });
/** Stands for a fact that never leaves the box. */
const secret = (): ServiceEvent => ({ type: 'appliance.started', at: 0, data: { version: '1' } });

function write({ journal }: { journal: Journal<ServiceEvent> }, ...events: ServiceEvent[]): void {
  void journal.append(events);
  journal.commit();
}

test.before.each(context => {
  context.readings = [];
  const journal: Journal<ServiceEvent> = new Journal<ServiceEvent>({
    file: ':memory:',
    makeEpoch: () => 'e',
    isPublished: type => type !== 'appliance.started',
    isBoundary: ({ type, at }) => type === 'appliance.started' && at > 0,
    onCommit: (facts: readonly Committed<ServiceEvent>[]) => context.outbox.committed(facts),
  });
  const read = journal.read.bind(journal);
  journal.read = (after, limit) => {
    const page = read(after, limit);
    context.readings.push(page.length);
    return page;
  };
  context.journal = journal;
  context.outbox = new Outbox(journal);
});

test.after.each(({ journal }) => journal.close());

test('a committed fact is on the wire before the commit has told anybody else', context => {
  const wire = new Wire(10);
  context.outbox.open(wire);
  write(context, ticket());
  assert.equal(wire.sent, [1]);
  assert.equal(context.readings, []);
});

test('the cursor follows acknowledgements only as far as they have no gap', context => {
  const wire = new Wire(10);
  context.outbox.open(wire);
  write(context, ticket(), ticket(), ticket());
  wire.acknowledge(2);
  assert.is(context.journal.position(outboxCursor).sequence, 0);
  wire.acknowledge(1);
  assert.is(context.journal.position(outboxCursor).sequence, 2);
  wire.acknowledge(3);
  assert.is(context.journal.position(outboxCursor).sequence, 3);
});

test('facts that never leave the box are passed over, and never before what precedes them has arrived', context => {
  const wire = new Wire(10);
  context.outbox.open(wire);
  write(context, secret());
  assert.is(context.journal.position(outboxCursor).sequence, 1);
  write(context, ticket(), secret(), secret());
  assert.is(context.journal.position(outboxCursor).sequence, 1);
  wire.acknowledge(1);
  assert.is(context.journal.position(outboxCursor).sequence, 4);
  assert.is(context.outbox.behind, 0);
});

test('after a broken connection everything unacknowledged goes again, in order', context => {
  const first = new Wire(10);
  context.outbox.open(first);
  write(context, ticket(), ticket(), ticket(), ticket());
  first.acknowledge(1);
  first.acknowledge(3);
  context.outbox.close();
  write(context, ticket());
  const second = new Wire(10);
  context.outbox.open(second);
  context.outbox.pump();
  assert.equal(second.sent, [2, 3, 4, 5]);
  // An acknowledgement that comes from the connection before means nothing.
  first.acknowledge(2);
  assert.is(context.journal.position(outboxCursor).sequence, 1);
});

test('what does not fit stays on disk, and memory holds a page of it', context => {
  const wire = new Wire(5);
  context.outbox.open(wire);
  for (let round = 0; round < 10; round++) write(context, ...Array.from({ length: 100 }, ticket));
  assert.equal(wire.sent, [1, 2, 3, 4, 5]);
  for (let next = 1; next <= 1000; next++) {
    wire.acknowledge(next);
    context.outbox.pump();
  }
  assert.equal(
    wire.sent,
    Array.from({ length: 1000 }, (_, index) => index + 1),
  );
  assert.ok(Math.max(...context.readings) <= 256);
  assert.ok(context.readings.length <= 6, `${context.readings.length} readings`);
  assert.is(context.outbox.behind, 0);
});

/** Everything that is on the wire and to come is acknowledged, one after the other. */
async function acknowledgeAll({ outbox }: { outbox: Outbox }, wire: Wire): Promise<void> {
  for (let next = 0; next < wire.sent.length; next++) {
    wire.acknowledge(wire.sent[next] ?? 0);
    outbox.pump();
    if (next + 1 === wire.sent.length) await new Promise(resolve => setImmediate(resolve));
  }
}

test('what a receiver lacks comes again with its old numbers, in order, up to the newest', async context => {
  const wire = new Wire(5);
  context.outbox.open(wire);
  for (let round = 0; round < 100; round++) write(context, ticket(), secret(), ticket(), secret(), secret());
  await acknowledgeAll(context, wire);
  for (const from of [1, 2, 77, 199, 200]) {
    wire.sent.length = 0;
    assert.equal(context.outbox.again(from), { from, last: 200 });
    context.outbox.pump();
    write(context, secret());
    await acknowledgeAll(context, wire);
    assert.equal(
      wire.sent,
      Array.from({ length: 201 - from }, (_, index) => from + index),
    );
    assert.is(context.outbox.behind, 0);
  }
});

test('what is still to come anyway is not sent twice', async context => {
  const wire = new Wire(2);
  context.outbox.open(wire);
  write(context, ticket(), ticket(), ticket(), ticket());
  assert.equal(context.outbox.again(2), { from: 2, last: 2 });
  assert.equal(context.outbox.again(4), { from: 4, last: 2 });
  context.outbox.pump();
  await acknowledgeAll(context, wire);
  assert.equal(wire.sent, [1, 2, 3, 4]);
  wire.sent.length = 0;
  context.outbox.again(1);
  context.outbox.again(3);
  context.outbox.pump();
  await acknowledgeAll(context, wire);
  assert.equal(wire.sent, [1, 2, 3, 4]);
});

test('a fact that came while others were sent again follows them', async context => {
  const wire = new Wire(3);
  context.outbox.open(wire);
  write(context, ticket(), ticket(), ticket(), ticket());
  await acknowledgeAll(context, wire);
  wire.sent.length = 0;
  context.outbox.again(1);
  context.outbox.pump();
  write(context, ticket());
  await acknowledgeAll(context, wire);
  assert.equal(wire.sent, [1, 2, 3, 4, 5]);
  assert.is(context.journal.position(outboxCursor).number, 5);
});

test('what the box has forgotten is told, and passes its number on to nothing else', async context => {
  const wire = new Wire(1000);
  context.outbox.open(wire);
  const opens = (at: number): ServiceEvent => ({ type: 'appliance.started', at, data: { version: '1' } });
  const day = (at: number) => write(context, opens(at), ...Array.from({ length: 10 }, ticket));
  for (let at = 1; at <= 60; at++) day(at);
  await acknowledgeAll(context, wire);
  context.journal.keepSnapshot(context.journal.last, 1, '{}');
  wire.sent.length = 0;
  wire.window = 20;
  assert.equal(context.outbox.again(1), { from: 1, last: 600 });
  context.outbox.pump();
  while (context.journal.tidy({ before: 31, lastingBefore: 31 }, 0));
  assert.equal(context.outbox.again(5), { from: 291, last: 600 });
  await acknowledgeAll(context, wire);
  // A page was in memory when the first days were forgotten.
  assert.is(wire.sent[0], 1);
  assert.is(wire.sent.at(-1), 600);
  assert.not.ok(wire.sent.includes(280));
});

test.run();
