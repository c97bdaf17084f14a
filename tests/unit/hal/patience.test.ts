import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lendingLimits } from '../../../hal/drivers/satellite/limits';
import type { Beat } from '../../../hal/drivers/satellite/messages';
import { Pulse } from '../../../hal/drivers/satellite/pulse';
import { Patience } from '../../../hal/platform/patience';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** Time that can pass while the program is stopped: timers that fell due meanwhile run late, and all before anything is read. */
class StoppableTime extends VirtualTime {
  #slept = 0;

  override monotonic(): number {
    return super.monotonic() + this.#slept;
  }

  /** The program is stopped until the next timer is due and for so many milliseconds longer. */
  stopOver(name: string, longer: number): void {
    const next = this.timers.find(timer => timer.name === name);
    if (!next) throw new Error(`no timer ${name}`);
    this.#slept += longer;
    this.advanceTo(next.at);
  }
}

test('an answer that does not come is missed after the limit', () => {
  const time = new VirtualTime();
  let exhausted = 0;
  new Patience(time, 'answer').within(400, () => exhausted++);
  time.advance(399);
  assert.is(exhausted, 0);
  time.advance(1);
  assert.is(exhausted, 1);
});

test('an answer that came while the program was stopped is read before it is missed', () => {
  const time = new StoppableTime();
  const patience = new Patience(time, 'answer');
  let exhausted = 0;
  patience.within(400, () => exhausted++);
  time.stopOver('answer', 5_000);
  assert.is(exhausted, 0);
  patience.cancel();
  time.advance(10_000);
  assert.is(exhausted, 0);
});

test('a silence that goes on after the program was stopped is seen a moment later', () => {
  const time = new StoppableTime();
  let exhausted = 0;
  new Patience(time, 'answer').within(400, () => exhausted++);
  time.stopOver('answer', 5_000);
  time.advance(100);
  assert.is(exhausted, 1);
});

test('a new wait takes the place of the one before', () => {
  const time = new VirtualTime();
  const patience = new Patience(time, 'answer');
  const exhausted: string[] = [];
  patience.within(100, () => exhausted.push('first'));
  time.advance(50);
  patience.within(100, () => exhausted.push('second'));
  time.advance(99);
  assert.equal(exhausted, []);
  time.advance(1);
  assert.equal(exhausted, ['second']);
});

test('a box that was stopped for longer than a link may be silent does not take it for lost', () => {
  const time = new StoppableTime();
  const sent: Beat[] = [];
  const changes: (string | undefined)[] = [];
  const pulse = new Pulse({
    run: 'hub',
    time,
    send: beat => sent.push(beat),
    onChange: peer => changes.push(peer),
  });
  const echo = () =>
    pulse.hear({ run: 'room', at: 0, heard: { run: 'hub', at: sent.at(-1)?.at ?? 0, since: 0 } });
  pulse.start();
  echo();
  assert.equal(changes, ['room']);
  time.stopOver('lending lost', 2 * lendingLimits.lost);
  assert.equal(changes, ['room']);
  time.advance(10);
  echo();
  time.advance(lendingLimits.lost - 100);
  assert.equal(changes, ['room']);
  time.advance(200);
  assert.equal(changes, ['room', undefined]);
  pulse.stop();
});

test.run();
