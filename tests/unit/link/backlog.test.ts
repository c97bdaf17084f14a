import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Backlog } from '../../../firmware/link/backlog';
import { SystemTime } from '../../../hal/platform/time';

class Clock extends SystemTime {
  at = 1_000_000;
  override monotonic(): number {
    return this.at;
  }
}

const test = suite<{ clock: Clock; backlog: Backlog }>('backlog');

test.before.each(context => {
  context.clock = new Clock();
  context.backlog = new Backlog(context.clock);
});

test('without a session at the broker nothing has waited', ({ backlog }) => {
  backlog.connected(false, undefined);
  assert.not.ok(backlog.isStale());
});

test('after a short absence what waited is still meant', ({ backlog, clock }) => {
  backlog.connected(true, 9_000);
  assert.not.ok(backlog.isStale());
  clock.at += 900;
  assert.not.ok(backlog.isStale());
});

test('a backlog that takes long to arrive grows old on the way', ({ backlog, clock }) => {
  backlog.connected(true, 9_000);
  clock.at += 1_100;
  assert.ok(backlog.isStale());
});

test('after a long absence, or one of unknown length, what waited is stale', ({ backlog }) => {
  backlog.connected(true, 10_001);
  assert.ok(backlog.isStale());
  backlog.connected(true, undefined);
  assert.ok(backlog.isStale());
});

test('what comes well after the fence is new', ({ backlog, clock }) => {
  backlog.connected(true, undefined);
  clock.at += 3_000;
  backlog.fence();
  assert.ok(backlog.isStale());
  clock.at += 251;
  assert.not.ok(backlog.isStale());
});

test('commands that keep coming after the fence are not held for old for ever', ({ backlog, clock }) => {
  backlog.connected(true, undefined);
  backlog.fence();
  for (const _ of [1, 2, 3]) {
    clock.at += 100;
    backlog.isStale();
  }
  assert.not.ok(backlog.isStale());
});

test('a broker that never returns the fence is trusted after ten seconds', ({ backlog, clock }) => {
  backlog.connected(true, undefined);
  clock.at += 10_000;
  assert.ok(backlog.isStale());
  clock.at += 1;
  assert.not.ok(backlog.isStale());
});

test.run();
