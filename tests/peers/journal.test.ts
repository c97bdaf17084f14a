import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Committed, Journal, type JournalEvent } from '../../firmware/journal/journal';
import { isTiskiError } from '../../hal/platform/error';

const test = suite<{ folder: string; file: string; opened: Journal<JournalEvent>[]; commits: number[] }>(
  'journal',
);

test.before.each(context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-journal-'));
  context.file = join(context.folder, 'journal.db');
  context.opened = [];
  context.commits = [];
});

test.after.each(({ folder, opened }) => {
  for (const journal of opened) journal.close();
  rmSync(folder, { recursive: true });
});

function open(context: {
  file: string;
  opened: Journal<JournalEvent>[];
  commits: number[];
}): Journal<JournalEvent> {
  const journal = new Journal<JournalEvent>({
    file: context.file,
    makeEpoch: () => `epoch-${Math.random()}`,
    isPublished: type => type !== 'kept',
    onCommit: committed => context.commits.push(committed.length),
  });
  context.opened.push(journal);
  return journal;
}

const fact = (type: string, n: number): JournalEvent => ({ type, at: n, data: { n } });
const placeOf = (journal: Journal<JournalEvent>) => {
  const { sequence, number } = journal.position('outbox');
  return [sequence, number];
};
const facts = (journal: Journal<JournalEvent>): Committed[] => [...journal.replay(0)];

test('what was acknowledged is there after the file is opened again, in order, with the same epoch', async context => {
  const first = open(context);
  for (let n = 1; n <= 5; n++) await first.append([fact('a', n)]);
  first.close();
  const second = open(context);
  assert.equal(
    facts(second).map(({ sequence, event }) => [sequence, event.at]),
    [1, 2, 3, 4, 5].map(n => [n, n]),
  );
  assert.is(second.epoch, first.epoch);
  assert.is(second.last, 5);
});

test('facts that never leave the box stand in the same order as the others, and are told apart', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1), fact('kept', 2), fact('a', 3)]);
  journal.close();
  const again = open(context);
  await again.append([fact('kept', 4), fact('a', 5)]);
  assert.equal(
    facts(again).map(({ event, published }) => [event.at, published]),
    [
      [1, true],
      [2, false],
      [3, true],
      [4, false],
      [5, true],
    ],
  );
});

test('whatever a fact says comes back as it was', async context => {
  const journal = open(context);
  const events: JournalEvent[] = [
    { type: 'a', at: 1, data: {} },
    { type: 'a', at: 2, data: { one: 'ä"\n', two: [1, { three: null }], four: false } },
    { type: 'a', at: 3, data: { two: 0.5, one: '' }, mode: 'training' },
    { type: 'a', at: -4, data: { one: 'again', two: [], four: true } },
  ];
  await journal.append(events);
  journal.close();
  assert.equal(
    facts(open(context)).map(({ event }) => event),
    events,
  );
});

test('a burst in one turn shares one commit', async context => {
  const journal = open(context);
  await Promise.all(Array.from({ length: 200 }, (_, n) => journal.append([fact('a', n)])));
  assert.equal(context.commits, [200]);
});

test('subscribers are told before the writer is', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1)]);
  assert.equal(context.commits, [1]);
});

test('a reply is kept with its facts and found by its id', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1)], { id: 'x', at: 1, reply: '{"ok":true}' });
  journal.close();
  assert.is(open(context).replyTo('x'), '{"ok":true}');
});

test('a second program on the same folder is refused, and is let in when the first is gone', context => {
  const first = open(context);
  assert.throws(
    () => open(context),
    (error: unknown) => isTiskiError(error, 'state-dir-locked'),
  );
  first.close();
  open(context);
});

test('a file that is no journal is left alone and named', context => {
  writeFileSync(context.file, 'not a database, not at all. '.repeat(50));
  assert.throws(
    () => open(context),
    (error: unknown) => isTiskiError(error, 'journal-damaged'),
  );
});

test('a journal of a newer program is left alone', context => {
  open(context).close();
  const db = new Database(context.file);
  db.pragma('user_version = 99');
  db.close();
  assert.throws(
    () => open(context),
    (error: unknown) => isTiskiError(error, 'journal-newer'),
  );
});

test('a cursor survives and never goes back', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1), fact('a', 2)]);
  journal.advance('outbox', { sequence: 2, number: 1 });
  journal.advance('outbox', { sequence: 1, number: 1 });
  assert.equal(placeOf(journal), [2, 1]);
  journal.tidy({ before: 0, lastingBefore: 0 }, 0);
  journal.close();
  assert.equal(placeOf(open(context)), [2, 1]);
});

test('the mode in which a fact happened is kept with it', async context => {
  const first = open(context);
  await first.append([{ ...fact('a', 1), mode: 'training' }, fact('a', 2)]);
  first.close();
  assert.equal(
    facts(open(context)).map(({ event }) => event.mode),
    ['training', undefined],
  );
});

test('a snapshot of another format is not used', context => {
  const journal = open(context);
  journal.keepSnapshot(0, 7, '{}');
  assert.is(journal.snapshot(8), undefined);
  assert.equal(journal.snapshot(7), { sequence: 0, body: '{}' });
});

test('appending after the end is refused with a code', async context => {
  const journal = open(context);
  journal.close();
  try {
    await journal.append([fact('a', 1)]);
    assert.unreachable();
  } catch (error) {
    assert.ok(isTiskiError(error, 'box-stopping'));
  }
});

test.run();
