import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Journal, type JournalEvent } from '../../firmware/journal/journal';

type TestJournal = Journal<JournalEvent>;

const test = suite<{ folder: string; file: string; opened: TestJournal[] }>('forgetting');

test.before.each(context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-journal-'));
  context.file = join(context.folder, 'journal.db');
  context.opened = [];
});

test.after.each(({ folder, opened }) => {
  for (const journal of opened) journal.close();
  rmSync(folder, { recursive: true });
});

function open(context: { file: string; opened: TestJournal[] }): TestJournal {
  const journal = new Journal<JournalEvent>({
    file: context.file,
    makeEpoch: () => `epoch-${Math.random()}`,
    isPublished: type => type !== 'kept',
    labelOf: ({ type, data }) => (type === 'close' && 'n' in data ? `close ${data.n}` : undefined),
    standingOf: ({ type, data }) => (type === 'mode' && 'of' in data ? `mode ${data.of}` : undefined),
    isBoundary: ({ type }) => type === 'day',
    onCommit: () => undefined,
  });
  context.opened.push(journal);
  return journal;
}

const fact = (type: string, n: number): JournalEvent => ({ type, at: n, data: { n } });
const mode = (of: string, n: number): JournalEvent => ({ type: 'mode', at: n, data: { of, n } });

/** Days of three facts: the n-th begins at n, and so does what happens in it. */
const days = (...numbers: number[]) => numbers.flatMap(n => [fact('day', n), fact('a', n), fact('kept', n)]);

const replayed = (journal: TestJournal) =>
  [...journal.replay(0)].map(({ event }) => `${event.type} ${event.at}`);
const onDisk = (journal: TestJournal) => journal.read(0, 5000).map(({ sequence }) => sequence);

/** Until nothing more is to be done. */
function tidy(journal: TestJournal, before: number, lastingBefore = before): void {
  while (journal.tidy({ before, lastingBefore }, before));
}

function had(journal: TestJournal, sequence: number): void {
  journal.advance('outbox', { sequence, number: sequence });
}

test('what is old goes by whole days, once a snapshot covers it and every subscriber has had it', async context => {
  const journal = open(context);
  journal.keepFor('outbox');
  await journal.append(days(1, 2, 3, 4));
  tidy(journal, 3.5);
  assert.is(onDisk(journal).length, 12, 'no snapshot yet');
  journal.keepSnapshot(12, 1, '{}');
  tidy(journal, 3.5);
  assert.is(onDisk(journal).length, 12, 'nobody had it');
  had(journal, 5);
  tidy(journal, 3.5);
  assert.is(replayed(journal)[0], 'day 2', 'the second day is not passed as a whole');
  had(journal, 12);
  tidy(journal, 3.5);
  assert.equal(replayed(journal), ['day 3', 'a 3', 'kept 3', 'day 4', 'a 4', 'kept 4']);
  tidy(journal, 100);
  assert.is(replayed(journal)[0], 'day 4', 'the day that goes on stays');
});

test('without a day that begins nothing is forgotten', async context => {
  const journal = open(context);
  await journal.append([1, 2, 3].map(n => fact('a', n)));
  journal.keepSnapshot(3, 1, '{}');
  tidy(journal, 100);
  assert.equal(onDisk(journal), [1, 2, 3]);
});

test('nothing is forgotten that a subscriber never had, until the subscriber itself is forgotten', async context => {
  const journal = open(context);
  journal.keepFor('outbox');
  await journal.append(days(1, 2));
  journal.keepSnapshot(6, 1, '{}');
  tidy(journal, 100);
  assert.is(onDisk(journal).length, 6);
  journal.close();
  const again = open(context);
  tidy(again, 100);
  assert.is(onDisk(again).length, 6, 'the wish survives a restart');
  again.forget('outbox');
  tidy(again, 100);
  assert.equal(replayed(again), ['day 2', 'a 2', 'kept 2']);
});

test('what a subscriber may have had in part stays although it is gone, and its numbers go on when it comes back', async context => {
  const journal = open(context);
  await journal.append(days(1, 2));
  journal.reserve('outbox', 6);
  journal.advance('outbox', { sequence: 2, number: 2 });
  journal.forget('outbox');
  await journal.append(days(...Array.from({ length: 1000 }, (_, index) => index + 3)));
  journal.keepSnapshot(journal.last, 1, '{}');
  tidy(journal, 5000);
  assert.ok(onDisk(journal).length > 1000, 'what was reserved ahead stays as well');
  assert.ok(onDisk(journal).length < 1100);
  assert.equal(onDisk(journal).slice(0, 4), [3, 4, 5, 6]);
  assert.equal(replayed(journal), ['day 1002', 'a 1002', 'kept 1002'], 'but a replay is without it');
  journal.keepFor('outbox');
  const { sequence, number } = journal.position('outbox');
  assert.equal([sequence, number], [2, 2]);
});

test('a fact with a name is found by it, and kept longer than the others', async context => {
  const journal = open(context);
  await journal.append([...days(1), fact('close', 2), fact('close', 2), fact('close', 3), ...days(4, 5)]);
  const found = (name: string) => journal.labelled('close', name).map(({ sequence }) => sequence);
  assert.equal([found('close 2'), found('close 3'), found('close 4')], [[4, 5], [6], []]);
  journal.keepSnapshot(journal.last, 1, 'state');
  tidy(journal, 4.5, 0);
  assert.equal(replayed(journal).slice(0, 4), ['close 2', 'close 2', 'close 3', 'day 4']);
  tidy(journal, 100, 3);
  assert.equal([found('close 2'), found('close 3')], [[], [6]]);
  assert.equal(replayed(journal), ['close 3', 'day 5', 'a 5', 'kept 5']);
  assert.equal(onDisk(journal).length, 4);
});

test('a fact that holds until another of its name comes is kept until then', async context => {
  const journal = open(context);
  await journal.append([
    ...days(1),
    mode('one', 1),
    mode('two', 1),
    ...days(2),
    mode('one', 2),
    ...days(3, 4),
  ]);
  journal.keepSnapshot(journal.last, 1, 'state');
  tidy(journal, 3.5);
  assert.equal(replayed(journal).slice(0, 3), ['mode 1', 'mode 2', 'day 3']);
  await journal.append([mode('two', 4), ...days(5)]);
  journal.keepSnapshot(journal.last, 1, 'state');
  tidy(journal, 100);
  assert.equal(replayed(journal), ['mode 2', 'mode 4', 'day 5', 'a 5', 'kept 5']);
  assert.equal(onDisk(journal).length, 5, 'what was superseded is gone from the disk');
});

test('a replay after a snapshot begins there, whatever is forgotten', async context => {
  const journal = open(context);
  await journal.append(days(1, 2, 3));
  journal.keepSnapshot(7, 1, 'state');
  tidy(journal, 100);
  assert.equal(
    [...journal.replay(7)].map(({ sequence }) => sequence),
    [8, 9],
  );
});

test('old replies go as well', async context => {
  const journal = open(context);
  for (let n = 1; n <= 1000; n++) void journal.append([], { id: `id-${n}`, at: n, reply: '{}' });
  await journal.append([]);
  tidy(journal, 901);
  assert.equal([journal.replyTo('id-900'), journal.replyTo('id-901')], [undefined, '{}']);
});

test('numbering goes on after everything was forgotten', async context => {
  const journal = open(context);
  await journal.append([fact('a', 1), fact('a', 2)]);
  journal.keepSnapshot(2, 1, '{}');
  await journal.append([fact('day', 3)]);
  journal.keepSnapshot(3, 1, '{}');
  had(journal, 3);
  tidy(journal, 100);
  journal.close();
  const db = new Database(context.file);
  db.exec('DELETE FROM facts_fact');
  db.close();
  const again = open(context);
  await again.append([fact('a', 4)]);
  assert.equal(onDisk(again), [4]);
  const { number } = again.position('outbox');
  assert.is(number, 3);
});

for (const format of [1, 2]) {
  test(`a journal of format ${format} is taken over with all that it holds`, async context => {
    const [modeColumn, lasting] =
      format === 1
        ? ['', '']
        : [
            ', mode TEXT',
            'CREATE TABLE lasting (type TEXT, label TEXT, sequence INTEGER, PRIMARY KEY (type, label, sequence)) STRICT, WITHOUT ROWID;',
          ];
    const nothing = format === 1 ? '' : ', NULL';
    const old = new Database(context.file);
    old.exec(`
      CREATE TABLE events (sequence INTEGER PRIMARY KEY, published INTEGER, at INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL${modeColumn}) STRICT;
      ${lasting}
      CREATE TABLE replies (id TEXT PRIMARY KEY, at INTEGER NOT NULL, reply TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE cursors (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE snapshots (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, format INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO meta VALUES ('epoch', 'old');
      INSERT INTO cursors VALUES ('outbox', 3);
      INSERT INTO replies VALUES ('x', 1, '{}');
      INSERT INTO events VALUES (1, 41, 1, 'day', '{"n":1}'${nothing}), (2, NULL, 1, 'kept', '{"n":1}'${nothing}),
        (3, 42, 2, 'close', '{"n":2}'${nothing}), (4, 43, 3, 'a', '{"n":3}'${nothing});
    `);
    old.pragma(`user_version = ${format}`);
    old.close();
    const journal = open(context);
    await journal.append([fact('close', 4)]);
    assert.equal([journal.epoch, journal.replyTo('x')], ['old', '{}']);
    assert.equal(replayed(journal), ['day 1', 'kept 1', 'close 2', 'a 3', 'close 4']);
    assert.is(journal.labelled('close', 'close 2').length, 1);
    const { sequence, number } = journal.position('outbox');
    assert.equal([sequence, number], [3, 42], 'the next number is the one that fact 4 had');
  });
}

test.run();
