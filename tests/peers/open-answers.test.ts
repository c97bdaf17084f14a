import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { OpenAnswers } from '../../firmware/feedback-answers/open-answers';
import { silent } from '../../hal/platform/log';
import { Random } from '../../simulator/random';
import { VirtualTime } from '../../simulator/time/virtual-time';

const folder = mkdtempSync(join(tmpdir(), 'tiski-open-answers-'));
const day = 24 * 3_600_000;
const start = Date.UTC(2026, 2, 2, 7);

test.after(() => rmSync(folder, { recursive: true }));

function box(name: string, at: number): OpenAnswers {
  return new OpenAnswers({
    folder: join(folder, name),
    timezone: 'Europe/Helsinki',
    keepDays: 30,
    time: new VirtualTime(at),
    log: silent,
    random: () => new Random(at).unit(),
  });
}

const about = (text: string) => ({ service: 'tax', text });

test('answers given at the same time are all kept, and outlive the program', async () => {
  const before = box('kept', start);
  await before.start();
  const texts = Array.from({ length: 20 }, (_, index) => `answer ${index}`);
  await Promise.all(texts.map(text => before.keep(about(text))));
  await before.stop();
  const after = box('kept', start + day);
  await after.start();
  const [first] = await after.ofPastDays();
  await after.stop();
  assert.is(first?.day, '2026-03-02');
  assert.equal(first?.answers.map(({ text }) => text).sort(), texts.sort());
});

test('whoever hears no reply and sends it again is kept once, and the same words of somebody else are kept too', async () => {
  const answers = box('again', start);
  await answers.start();
  await Promise.all(['one', 'one', 'other'].map(id => answers.keep(about('Kiitos'), id)));
  assert.ok(await answers.keep(about('Kiitos'), 'one'));
  await answers.stop();
  const after = box('again', start + day);
  await after.start();
  const [first] = await after.ofPastDays();
  await after.stop();
  assert.equal(first?.answers, [about('Kiitos'), about('Kiitos')]);
});

test('the last fifty that were sent are remembered: nobody sends again after so many others', async () => {
  const answers = box('many', start);
  await answers.start();
  for (let id = 0; id <= 50; id += 1) await answers.keep(about(`${id}`), `${id}`);
  for (const id of ['50', '1', '0']) await answers.keep(about(id), id);
  await answers.stop();
  const after = box('many', start + day);
  await after.start();
  const [first] = await after.ofPastDays();
  await after.stop();
  const count = (wanted: string) => first?.answers.filter(({ text }) => text === wanted).length;
  assert.equal(['50', '1', '0'].map(count), [1, 1, 2]);
});

test('those of today do not leave: they would tell who has just been here', async () => {
  const answers = box('today', start);
  await answers.start();
  await answers.keep(about('x'));
  assert.equal(await answers.ofPastDays(), []);
  await answers.stop();
});

test('after its days an answer is deleted', async () => {
  for (const [days, left] of [
    [0, 1],
    [30, 1],
    [31, 0],
  ] as const) {
    const answers = box('old', start + days * day);
    await answers.start();
    if (days === 0) await answers.keep(about('x'));
    await answers.stop();
    assert.is(readdirSync(join(folder, 'old')).length, left, `after ${days} days`);
  }
});

test('a flood of one day is refused, and the next day takes answers again', async () => {
  const answers = box('flood', start);
  await answers.start();
  await answers.keep(about('x'));
  const [file = ''] = readdirSync(join(folder, 'flood'));
  writeFileSync(join(folder, 'flood', file), JSON.stringify(new Array(499).fill(about('x'))));
  assert.ok(await answers.keep(about('the last')));
  assert.not(await answers.keep(about('one too many')));
  await answers.stop();
  const tomorrow = box('flood', start + day);
  await tomorrow.start();
  assert.ok(await tomorrow.keep(about('x')));
  await tomorrow.stop();
});

test.run();
