import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Job } from '../../../hal/drivers/escpos/job';
import { Mileage } from '../../../hal/drivers/escpos/mileage';
import { PaperAccount } from '../../../hal/drivers/escpos/paper-account';
import { silent } from '../../../hal/platform/log';

const roll = { length: 10_000, warnTickets: 50 };

test('a new roll of 65 m is not low, and low when fewer than 50 tickets of 90 mm are left', () => {
  const mileage = new Mileage({ length: 65_000, warnTickets: 50 });
  let tickets = 0;
  while (!mileage.isLow) {
    mileage.printed(90);
    tickets += 1;
  }
  assert.is(tickets, Math.ceil((65_000 - 50 * 90) / 90));
});

test('where tickets are long the warning comes after fewer of them', () => {
  const mileage = new Mileage(roll);
  for (let at = 0; at < 40; at++) mileage.printed(120);
  assert.ok(mileage.isLow, '5.2 m are no 50 tickets of 120 mm');
  const other = new Mileage(roll);
  for (let at = 0; at < 40; at++) other.printed(60);
  assert.not(other.isLow);
});

test('what may have been printed is counted as paper and not as a ticket', () => {
  const mileage = new Mileage(roll);
  mileage.mayHaveUsed(80);
  assert.is(mileage.millimetresOnRoll, 80);
  assert.is(mileage.prints, 0);
  assert.is(mileage.cuts, 0);
});

test('a roll that ends twice is one that ended once, and paper that was there all the time is no new roll', () => {
  const mileage = new Mileage(roll);
  mileage.printed(100);
  assert.not(mileage.paperPresent());
  assert.ok(mileage.rollEnded());
  assert.not(mileage.rollEnded());
  assert.is(mileage.millimetresOnRoll, 100);
  assert.ok(mileage.paperPresent());
  assert.is(mileage.millimetresOnRoll, 0);
  assert.is(mileage.millimetres, 100);
});

test('what it writes it reads again, and nothing else', () => {
  const mileage = new Mileage(roll);
  mileage.printed(101.25);
  mileage.rollEnded();
  const other = new Mileage(roll);
  assert.ok(other.restore(mileage.text));
  assert.is(other.text, mileage.text);
  for (const text of [
    '',
    'null',
    '[]',
    '{}',
    '{"prints":1}',
    mileage.text.replace('"cuts":1', '"cuts":-1'),
  ]) {
    const fresh = new Mileage(roll);
    assert.not(fresh.restore(text), text);
    assert.is(fresh.prints, 0);
  }
});

test('a ticket that may hang from the printer is remembered by each later program, until one has come out whole', async () => {
  let book: string | undefined;
  const kept = {
    read: async () => book,
    replace: (text: string) => {
      book = text;
    },
    settled: async () => {},
  };
  const nextProgram = () => new PaperAccount({ printer: 'lobby', roll, kept, log: silent });
  const sent = { sentAt: 1, millimetres: 90 } as Job;

  const first = nextProgram();
  await first.restore();
  first.ended(sent, { outcome: 'done' });
  first.ended(sent, { outcome: 'unknown', code: 'print-interrupted' });
  for (const day of ['the next day', 'after a power cut on it']) {
    const later = nextProgram();
    await later.restore();
    assert.ok(later.torn, day);
  }
  const mending = nextProgram();
  await mending.restore();
  mending.ended(sent, { outcome: 'done' });
  const last = nextProgram();
  await last.restore();
  assert.not(last.torn);
});

test('what others know of a torn ticket before the book is open does not cost the counts', async () => {
  const old = new Mileage(roll);
  old.printed(90);
  let book = old.text;
  const kept = {
    read: async () => book,
    replace: (text: string) => {
      book = text;
    },
    settled: async () => {},
  };
  const account = new PaperAccount({ printer: 'lobby', roll, kept, log: silent });
  account.tear();
  assert.ok(account.torn);
  await account.restore();
  assert.ok(account.torn);
  assert.is(JSON.parse(book).prints, 1);
});

test.run();
