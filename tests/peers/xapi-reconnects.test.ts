import { readdirSync } from 'node:fs';
import { getActiveResourcesInfo } from 'node:process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Time, Timer } from '../../hal/platform/time';
import { type CodecBench, wires, withCodec } from '../support/codec-bench';
import { SteadyTime } from '../support/steady-time';

const rounds = Number(process.env.TISKI_RUNS ?? 200);

/** Knows how many of its timers are still to come. */
class CountingTime implements Time {
  readonly #time = new SteadyTime();
  pending = 0;

  now = () => this.#time.now();
  monotonic = () => this.#time.monotonic();

  after(delay: number, name: string, run: () => void): Timer {
    this.pending += 1;
    let isPending = true;
    const done = () => {
      if (isPending) this.pending -= 1;
      isPending = false;
    };
    const timer = this.#time.after(delay, name, () => {
      done();
      run();
    });
    return {
      name,
      cancel: () => {
        done();
        timer.cancel();
      },
    };
  }

  every(interval: number, name: string, run: () => void): Timer {
    return this.#time.every(interval, name, run);
  }
}

interface Footprint {
  readonly fds: number;
  readonly handles: number;
  readonly pending: number;
  readonly listeners: number;
}

function footprint({ ring }: CodecBench, time: CountingTime): Footprint {
  return {
    fds: readdirSync('/proc/self/fd').length,
    handles: getActiveResourcesInfo().length,
    pending: time.pending,
    listeners: ring.events.eventNames().reduce((sum, name) => sum + ring.events.listenerCount(name), 0),
  };
}

for (const wire of wires) {
  test(`${wire}: attempts that come to nothing leave no socket behind`, () =>
    withCodec({ wire, limits: { open: 60, patience: 60, retryFirst: 1, retryLongest: 1 } }, async bench => {
      const { codec, until } = bench;
      const openFiles = () => readdirSync('/proc/self/fd').length;
      codec.unplugCable();
      await until('codec-silent');
      const before = { files: openFiles(), connections: codec.counters.connections };
      while (codec.counters.connections < before.connections + 20)
        await new Promise(resolve => setTimeout(resolve, 10));
      // The unit's own end of each stays: nobody told it.
      const ends = openFiles() - before.files;
      assert.ok(ends <= 23, `20 attempts left ${ends} sockets`);
      codec.plugCable();
      await until('ok');
    }));

  test(`${wire}: ${rounds} reconnects leave descriptors, timers and listeners as they were`, async () => {
    const time = new CountingTime();
    const warnings: string[] = [];
    const onWarning = (warning: Error) => warnings.push(warning.message);
    process.on('warning', onWarning);
    await withCodec({ wire, time, limits: { retryFirst: 1, retryLongest: 1 } }, async bench => {
      const { codec, ring, until } = bench;
      const reconnect = async () => {
        codec.drop();
        await until('codec-lost');
        await until('ok');
      };
      for (let round = 0; round < 10; round++) await reconnect();
      const before = footprint(bench, time);
      for (let round = 0; round < rounds; round++) await reconnect();
      const after = footprint(bench, time);
      for (const what of ['fds', 'handles', 'pending', 'listeners'] as const)
        assert.ok(after[what] <= before[what] + 3, `${what}: ${before[what]} became ${after[what]}`);
      assert.is(ring.counters.losses, rounds + 10);
      const id = codec.ring({ from: 'sip:a@b' });
      await until(`ringing ${id} sip:a@b`);
    });
    assert.is(time.pending, 0);
    process.off('warning', onWarning);
    assert.equal(warnings, []);
  });
}

test.run();
