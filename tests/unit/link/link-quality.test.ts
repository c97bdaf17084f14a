import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LinkQuality } from '../../../firmware/link/link-quality';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const test = suite('quality of the link');

const minute = 60_000;

test('Four connections that break within an hour are told until an hour has gone without', async () => {
  const time = new VirtualTime(0);
  const quality = new LinkQuality(time);
  for (let loss = 0; loss < 3; loss++) {
    quality.lost();
    await time.advance(10 * minute);
  }
  assert.equal(quality.warnings, []);
  quality.lost();
  assert.equal(quality.warnings, ['link-unsteady']);
  await time.advance(45 * minute);
  assert.equal(quality.warnings, ['link-unsteady'], 'two within the hour');
  await time.advance(10 * minute);
  assert.equal(quality.warnings, []);
});

test('A broker that takes seconds is told by the median, and until it is twice as fast', () => {
  const quality = new LinkQuality(new VirtualTime(0));
  const answers = (ms: number, count = 21) => {
    for (let answer = 0; answer < count; answer++) quality.answered(ms);
    return quality.warnings;
  };
  answers(10_000, 10);
  assert.equal(answers(100, 11), [], 'ten late ones of twenty-one');
  assert.equal(answers(3_500), ['link-slow']);
  assert.equal(answers(2_000), ['link-slow']);
  assert.equal(answers(1_000), []);
  assert.equal(answers(2_000), []);
});

test('What was slow on the last line says nothing about the next', () => {
  const quality = new LinkQuality(new VirtualTime(0));
  for (let answer = 0; answer < 20; answer++) quality.answered(5_000);
  quality.lost();
  quality.answered(5_000);
  assert.equal(quality.warnings, []);
});

test.run();
