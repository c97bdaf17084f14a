import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Journal } from '../../../firmware/journal/journal';
import { sinceLastContact } from '../../../firmware/link/last-contact';
import { outboxCursor } from '../../../firmware/link/outbox';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { SystemTime } from '../../../hal/platform/time';

const test = suite<{ journal: Journal<ServiceEvent>; time: SystemTime }>('last contact');

test.before.each(context => {
  context.time = new SystemTime();
  context.time.now = () => 100_000;
  context.journal = new Journal<ServiceEvent>({
    file: ':memory:',
    makeEpoch: () => 'e',
    isPublished: () => true,
    onCommit: () => undefined,
  });
  const made = [80_000, 95_000, 99_000].map(
    at => ({ type: 'appliance.started', at, data: { version: '1' } }) as const,
  );
  void context.journal.append(made);
  context.journal.commit();
});

test.after.each(({ journal }) => journal.close());

test('a box that never reached a broker knows nothing', ({ journal, time }) => {
  assert.is(
    sinceLastContact(journal, time, () => true),
    undefined,
  );
});

test('what the broker acknowledged last proves a contact after it was made', ({ journal, time }) => {
  journal.advance(outboxCursor, { sequence: 2, number: 2 });
  assert.is(
    sinceLastContact(journal, time, () => true),
    5_000,
  );
});

test('wall time that was wrong then or is wrong now proves nothing', ({ journal, time }) => {
  journal.advance(outboxCursor, { sequence: 2, number: 2 });
  assert.is(
    sinceLastContact(journal, time, sequence => sequence > 2),
    undefined,
  );
  assert.is(
    sinceLastContact(journal, time, sequence => sequence <= 3),
    undefined,
  );
  time.now = () => 90_000;
  assert.is(
    sinceLastContact(journal, time, () => true),
    undefined,
  );
});

test.run();
