import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ProcessIds } from '../../../hal/drivers/escpos/confirmations';
import { JobQueue } from '../../../hal/drivers/escpos/job-queue';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import type { Confirmation } from '../../../hal/drivers/escpos/profiles';
import { Progress } from '../../../hal/drivers/escpos/progress';

const well = { ok: true, silent: false, idle: true, clears: 0 };

function progressAfter(unanswered: number, confirmation: Confirmation = 'queued-status'): Progress {
  const progress = new Progress({
    confirmation,
    ids: new ProcessIds(0),
    limits: defaultLimits,
    unsettled: unanswered > 0,
    waits: unanswered > 0,
    unanswered,
    now: 0,
  });
  progress.greeting(0);
  return progress;
}

function newJob() {
  return new JobQueue(defaultLimits).add(0, () => {});
}

test('a fresh connection lets tickets go at once, and the first answer shows that confirmations work', () => {
  const progress = progressAfter(0);
  assert.not(progress.waits);
  assert.is(progress.confirmability(0, false), 'untried');
  assert.is(progress.queued(5), undefined);
  assert.is(progress.confirmability(5, false), 'yes');
});

test('after a lost connection tickets wait until the printer has told the last of the old ones', () => {
  const progress = progressAfter(2);
  assert.ok(progress.waits);
  for (const now of [100, 200]) assert.is(progress.queued(now), undefined);
  assert.ok(progress.waits, 'these two may be answers to old marks');
  assert.is(progress.queued(300), undefined);
  assert.not(progress.waits);
});

test('where fewer answers come than could, quiet says that the last one was the one that counts', () => {
  const progress = progressAfter(2);
  progress.queued(100);
  progress.turn(100 + defaultLimits.syncQuiet - 1, well);
  assert.ok(progress.waits);
  progress.turn(100 + defaultLimits.syncQuiet, well);
  assert.not(progress.waits);
  const job = newJob();
  progress.mark({ place: 'job-end', job });
  assert.equal(progress.queued(2_000), { place: 'job-end', job });
});

test('a printer that is ready and does not get to the mark is told to empty its buffers, once, and not waited for in vain', () => {
  const progress = progressAfter(1);
  assert.is(progress.turn(0, well), undefined);
  assert.is(progress.turn(defaultLimits.sync, well), 'clear');
  assert.is(progress.turn(defaultLimits.sync + 1, { ...well, clears: 1 }), undefined);
  progress.turn(defaultLimits.confirm, { ...well, clears: 1 });
  assert.not(progress.waits);
});

test('named answers count for their own ticket only, however late', () => {
  const progress = progressAfter(2, 'process-id');
  const first = newJob();
  const second = newJob();
  progress.mark({ place: 'job-end', job: first });
  progress.mark({ place: 'job-end', job: second });
  assert.is(progress.process('ABCD'), undefined);
  const ids = new ProcessIds(0);
  const [, , secondId] = [ids.next(), ids.next(), ids.next()];
  assert.equal(progress.process(secondId ?? ''), { place: 'job-end', job: second });
  assert.is(progress.process(secondId ?? ''), undefined, 'once');
});

test('a ready printer that never reports the first mark is known not to confirm', () => {
  const progress = progressAfter(0);
  progress.turn(0, well);
  assert.is(progress.confirmability(defaultLimits.markerPatience - 1, false), 'untried');
  assert.equal(progress.confirmability(defaultLimits.markerPatience, false), { no: 'print-timeout' });
  progress.queued(5_000);
  assert.is(progress.confirmability(5_000, false), 'yes', 'unless it was only slow');
});

test('an answer that nobody asked for is said to be one', () => {
  const progress = progressAfter(0);
  progress.queued(1);
  assert.is(progress.queued(2), 'unasked');
});

test('process ids are four printable characters, and differ for a very long time', () => {
  const ids = new ProcessIds(1_764_000_000_000);
  const all = new Set(Array.from({ length: 20_000 }, () => ids.next()));
  assert.is(all.size, 20_000);
  for (const id of all) assert.match(id, /^[!-~]{4}$/);
});

test.run();
