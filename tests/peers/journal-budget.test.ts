import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Journal, JournalEvent } from '../../firmware/journal/journal';
import { bulky, cover, crowdedJournal, makeRoom, room, tell } from '../support/crowded-journal';

const test = suite<{ folder: string; journal: Journal<JournalEvent> }>('disk budget');

test.before.each(context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-journal-'));
  context.journal = crowdedJournal(join(context.folder, 'journal.db'));
  context.journal.keepFor('outbox');
});

test.after.each(({ folder, journal }) => {
  journal.close();
  rmSync(folder, { recursive: true });
});

const all = (journal: Journal<JournalEvent>) => journal.read(0, 100_000);
const ofType = (journal: Journal<JournalEvent>, type: string) =>
  all(journal).filter(({ event }) => event.type === type);

/** Days from `first` on, each of ten facts of every type. */
async function live(journal: Journal<JournalEvent>, first: number, count: number): Promise<void> {
  for (let day = first; day < first + count; day++) {
    const types = Array.from({ length: 10 }, () => ['low', 'middle', 'high', 'kept']).flat();
    await journal.append([{ type: 'day', at: day, data: {} }, ...types.map(type => bulky(type, day))]);
  }
}

test('as long as there is room nothing goes', async ({ journal }) => {
  await live(journal, 1, 10);
  cover(journal);
  assert.is(makeRoom(journal), 1);
  assert.is(all(journal).length, 410);
  assert.equal(journal.dropped(), []);
});

test('days that everybody has had go first, however young, and are no loss', async ({ journal }) => {
  await live(journal, 1, 40);
  journal.advance('outbox', { sequence: 30 * 41, number: 30 * 31 });
  cover(journal);
  assert.ok(journal.used > room);
  makeRoom(journal);
  assert.ok(journal.used <= room);
  assert.equal(journal.dropped(), []);
  const [oldest] = all(journal);
  assert.is(oldest?.event.type, 'day');
  assert.ok((oldest?.event.at ?? 0) < 31, 'nothing that is still to be sent');
});

test('then what never leaves the box, up to the day that goes on', async ({ journal }) => {
  await live(journal, 1, 36);
  cover(journal);
  assert.ok(journal.used > room);
  makeRoom(journal);
  assert.equal(journal.dropped(), []);
  assert.ok(ofType(journal, 'kept').every(({ event }) => event.at === 36));
  assert.is(all(journal).filter(({ published }) => published).length, 36 * 31);
  assert.is([...journal.replay(0)].length, 41, 'a replay begins with the day that goes on');
});

test('then what is still to be sent, class by class, the oldest first, each counted', async ({ journal }) => {
  await live(journal, 1, 80);
  cover(journal);
  makeRoom(journal);
  const [low, middle] = journal.dropped();
  assert.is(low?.class, 'low');
  assert.is(low?.count, 800 - ofType(journal, 'low').length);
  assert.ok(low?.from === 1 && low.to <= 80);
  assert.is(middle?.count ?? 0, 800 - ofType(journal, 'middle').length);
  assert.is(ofType(journal, 'high').length, 800);
  const left = ofType(journal, 'middle').map(({ event }) => event.at);
  assert.ok(left.length > 0 && left.length < 800, `${left.length} of the middle class`);
  assert.is(left.at(-1), 80);
  assert.equal(
    left,
    [...left].sort((one, other) => one - other),
  );
  assert.ok(left[0] === (middle?.to ?? 0) || left[0] === (middle?.to ?? 0) + 1, 'the oldest went');
});

test('dropping makes room for a while, not for one fact', async ({ journal }) => {
  await live(journal, 1, 60);
  cover(journal);
  makeRoom(journal);
  assert.ok(journal.used <= room * 0.95);
  assert.ok(journal.used > room * 0.6, 'and not more than that');
});

test('even the last class goes when nothing else is left, but for what tells of drops and what still holds', async ({
  journal,
}) => {
  await journal.append([{ type: 'mode', at: 0, data: { of: 'training' } }]);
  for (let first = 1; first <= 240; first += 60) {
    await live(journal, first, 60);
    cover(journal);
    makeRoom(journal);
    tell(journal);
  }
  assert.ok(journal.used <= room);
  assert.ok(ofType(journal, 'high').length < 2400);
  assert.is(ofType(journal, 'mode').length, 1);
  const told = new Map<string, number>();
  for (const { event } of ofType(journal, 'drops')) {
    const { class: name, count } = event.data as { class: string; count: number };
    told.set(name, (told.get(name) ?? 0) + count);
  }
  for (const type of ['low', 'middle'])
    assert.is(told.get(type), 2400 - ofType(journal, type).length, `every ${type} is there or told of`);
  const high = ofType(journal, 'high').length + ofType(journal, 'day').length;
  assert.is(told.get('high'), 2640 - high);
  assert.equal(journal.dropped(), []);
});

test('of the day that goes on only the first class goes: the others are needed to replay it', async ({
  journal,
}) => {
  await live(journal, 1, 1);
  const types = Array.from({ length: 1600 }, (_, index) => (index % 8 === 0 ? 'low' : 'high'));
  await journal.append(types.map(type => bulky(type, 1)));
  cover(journal);
  makeRoom(journal);
  assert.is(ofType(journal, 'low').length, 0);
  assert.is(ofType(journal, 'high').length, 1410);
  assert.is(makeRoom(journal), 1, 'and it does not try again and again');
});

test('a step is small, whatever there is to do', async ({ journal }) => {
  await live(journal, 1, 80);
  cover(journal);
  let before = all(journal).length;
  for (let isMore = true; isMore; ) {
    isMore = journal.tidy({ before: 0, lastingBefore: 0 }, 0);
    const left = all(journal).length;
    assert.ok(before - left <= 300, `${before - left} in one step`);
    before = left;
  }
});

test('what no snapshot covers stays', async ({ journal }) => {
  await live(journal, 1, 60);
  assert.ok(makeRoom(journal) <= 2);
  assert.is(all(journal).length, 2460);
});

test('what may have been sent stays, and so do the numbers after it', async ({ journal }) => {
  await live(journal, 1, 60);
  journal.reserve('outbox', 5);
  cover(journal);
  makeRoom(journal);
  assert.equal(
    all(journal)
      .slice(0, 4)
      .map(({ sequence, event }) => [sequence, event.type]),
    [
      [1, 'day'],
      [2, 'low'],
      [3, 'middle'],
      [4, 'high'],
    ],
  );
});

test('a drop is told once: the fact that tells it settles it', async ({ journal }) => {
  await live(journal, 1, 60);
  cover(journal);
  makeRoom(journal);
  const [low] = journal.dropped();
  assert.ok(low);
  await journal.append([{ type: 'drops', at: 0, data: { ...low, count: low.count - 1 } }]);
  assert.is(journal.dropped()[0]?.count, 1);
  await journal.append([{ type: 'drops', at: 0, data: { ...low, count: 1 } }]);
  assert.ok(journal.dropped().every(one => one.class !== 'low'));
});

test('replies of more than a week go before any fact', async ({ journal }) => {
  const week = 7 * 24 * 3600 * 1000;
  const reply = 'y'.repeat(400);
  for (let n = 0; n < 2000; n++) void journal.append([], { id: `id-${n}`, at: n < 1900 ? 0 : week, reply });
  await live(journal, 1, 1);
  cover(journal);
  while (journal.tidy({ before: 0, lastingBefore: 0 }, week + 1));
  assert.equal([journal.replyTo('id-0'), journal.replyTo('id-1950')], [undefined, reply]);
  assert.is(all(journal).length, 41);
});

test.run();
