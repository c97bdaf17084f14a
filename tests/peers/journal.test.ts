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
    labelOf: ({ type, data }) => (type === 'close' && 'n' in data ? `close ${data.n}` : undefined),
    onCommit: committed => context.commits.push(committed.length),
  });
  context.opened.push(journal);
  return journal;
}

const fact = (type: string, n: number): JournalEvent => ({ type, at: n, data: { n } });
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

test('published facts are numbered without a gap although others stand between', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1), fact('kept', 2), fact('a', 3)]);
  journal.close();
  const again = open(context);
  await again.append([fact('kept', 4), fact('a', 5)]);
  assert.equal(
    facts(again).map(({ published }) => published),
    [1, null, 2, null, 3],
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
  journal.advance('outbox', 2);
  journal.advance('outbox', 1);
  assert.is(journal.cursor('outbox'), 2);
  journal.tidy(0);
  journal.close();
  assert.is(open(context).cursor('outbox'), 2);
});

test('tidying forgets only what is old, covered by a snapshot and passed by every cursor', async context => {
  const journal = open(context);
  await journal.append([1, 2, 3, 4, 5, 6].map(n => fact('a', n)));
  const left = () => facts(journal).map(({ sequence }) => sequence);
  journal.tidy(5);
  assert.equal(left(), [1, 2, 3, 4, 5, 6], 'no snapshot yet');
  journal.keepSnapshot(5, 1, '{}');
  journal.advance('outbox', 3);
  journal.tidy(5);
  assert.equal(left(), [4, 5, 6]);
  journal.advance('outbox', 6);
  journal.tidy(100);
  assert.equal(left(), [6], 'what the snapshot does not cover stays');
});

test('nothing is forgotten that a subscriber never had, until the subscriber itself is forgotten', async context => {
  const journal = open(context);
  journal.keepFor('outbox');
  await journal.append([fact('a', 1)]);
  journal.keepSnapshot(1, 1, '{}');
  journal.tidy(100);
  assert.is(facts(journal).length, 1);
  journal.close();
  const again = open(context);
  again.tidy(100);
  assert.is(facts(again).length, 1, 'the wish survives a restart');
  again.forget('outbox');
  again.tidy(100);
  assert.is(facts(again).length, 0);
});

test('a fact with a name is found by it, and kept longer than the others', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1), fact('close', 2), fact('close', 2), fact('close', 3), fact('a', 4)]);
  const found = (name: string) => journal.labelled('close', name).map(({ sequence }) => sequence);
  assert.equal([found('close 2'), found('close 3'), found('close 4')], [[2, 3], [4], []]);
  journal.keepSnapshot(5, 1, 'state');
  journal.tidy(100, 0);
  assert.equal(
    facts(journal).map(({ event }) => event.type),
    ['close', 'close', 'close'],
  );
  journal.tidy(100, 3);
  assert.equal([found('close 2'), found('close 3')], [[], [4]]);
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

test('a journal of the format before is taken over with all that it holds', async context => {
  const old = new Database(context.file);
  old.exec(`
    CREATE TABLE events (sequence INTEGER PRIMARY KEY, published INTEGER, at INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL) STRICT;
    CREATE TABLE replies (id TEXT PRIMARY KEY, at INTEGER NOT NULL, reply TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE cursors (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE snapshots (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, format INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO meta VALUES ('epoch', 'old');
    INSERT INTO events VALUES (1, 1, 1, 'a', '{"n":1}');
  `);
  old.pragma('user_version = 1');
  old.close();
  const journal = open(context);
  await journal.append([fact('close', 2)]);
  assert.is(journal.epoch, 'old');
  assert.equal(
    facts(journal).map(({ event }) => event),
    [fact('a', 1), fact('close', 2)],
  );
});

test('numbering goes on after everything was forgotten', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1), fact('a', 2)]);
  journal.keepSnapshot(2, 1, '{}');
  journal.tidy(100);
  assert.equal(facts(journal), []);
  journal.close();
  const again = open(context);
  await again.append([fact('a', 3)]);
  assert.equal(
    facts(again).map(({ sequence, published }) => [sequence, published]),
    [[3, 3]],
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
