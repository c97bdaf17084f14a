import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Committed, Journal } from '../../../firmware/journal/journal';
import { type Carrier, type Numbered, Outbox, outboxCursor } from '../../../firmware/link/outbox';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';

/** Room for a number of facts; keeps what was sent until it is told to acknowledge. */
class Wire implements Carrier {
  readonly sent: number[] = [];
  readonly #waiting: { readonly number: number; readonly acknowledged: () => void }[] = [];
  readonly #window: number;

  constructor(window: number) {
    this.#window = window;
  }

  room(): number {
    return this.#window - this.#waiting.length;
  }

  send({ number }: Numbered, acknowledged: () => void): void {
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

test.run();
