import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lendingLimits } from '../../../hal/drivers/satellite/limits';
import type { Beat } from '../../../hal/drivers/satellite/messages';
import { Pulse } from '../../../hal/drivers/satellite/pulse';
import type { Time } from '../../../hal/platform/time';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** The same time by a monotonic clock with another origin. */
const from = (time: Time, origin: number): Time => ({
  now: () => time.now(),
  monotonic: () => time.monotonic() + origin,
  after: (...timer) => time.after(...timer),
  every: (...timer) => time.every(...timer),
});

/** Hub and satellite with a way of its own delay in each direction; `undefined` loses what is sent. */
class Ends {
  readonly time = new VirtualTime();
  readonly delays: { toHub: number | undefined; toRoom: number | undefined };
  readonly hub: Pulse;
  readonly room: Pulse;
  changes = 0;
  #held: (() => void)[] | undefined;

  constructor(delays: { toHub: number | undefined; toRoom: number | undefined }, origin: number) {
    this.delays = delays;
    const onChange = () => {
      this.changes += 1;
    };
    const roomTime = from(this.time, origin);
    this.hub = new Pulse({
      run: 'hub',
      time: this.time,
      onChange,
      send: beat => this.#carry('toRoom', beat),
    });
    this.room = new Pulse({
      run: 'room',
      time: roomTime,
      onChange,
      send: beat => this.#carry('toHub', beat),
    });
  }

  start(apart: number): this {
    this.hub.start();
    this.time.advance(apart);
    this.room.start();
    return this;
  }

  get linked(): boolean {
    return this.hub.peer !== undefined && this.room.peer !== undefined;
  }

  get lost(): boolean {
    return this.hub.peer === undefined && this.room.peer === undefined;
  }

  /** Everything waits on the way for so long, ms. */
  hold(duration: number): void {
    this.#held = [];
    this.time.advance(duration);
    const held = this.#held;
    this.#held = undefined;
    for (const arrive of held) arrive();
  }

  #carry(way: 'toHub' | 'toRoom', beat: Beat): void {
    const delay = this.delays[way];
    const to = way === 'toHub' ? this.hub : this.room;
    if (delay === undefined) return;
    const arrive = () => to.hear(beat);
    this.time.after(delay, 'carry', () => (this.#held ? this.#held.push(arrive) : arrive()));
  }
}

const delay = fc.integer({ min: 1, max: 300 });
const origin = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const apart = fc.integer({ min: 0, max: 3000 });

test('a message never passes for younger than it is, whatever the clocks and delays; on an idle wire hardly for older', () => {
  const late = fc.integer({ min: 0, max: 60_000 });
  fc.assert(
    fc.property(
      delay,
      delay,
      origin,
      apart,
      fc.integer({ min: 0, max: 5000 }),
      late,
      (toHub, toRoom, ...rest) => {
        const [roomOrigin, offset, wait, onTheWay] = rest;
        const { time, hub, room } = new Ends({ toHub, toRoom }, roomOrigin).start(offset);
        time.advance(2000 + wait);
        const stamp = room.stamp();
        assert.ok(stamp);
        time.advance(onTheWay);
        const age = hub.age(stamp);
        assert.ok(age >= onTheWay, `${age} is less than ${onTheWay}`);
        assert.ok(age <= onTheWay + toRoom);
      },
    ),
  );
});

test('a cut in either direction or both is known to both ends in less than 5 s, and mended again', () => {
  const cuts = fc.constantFrom(['toHub'], ['toRoom'], ['toHub', 'toRoom']) as fc.Arbitrary<
    ('toHub' | 'toRoom')[]
  >;
  fc.assert(
    fc.property(
      delay,
      delay,
      origin,
      apart,
      fc.integer({ min: 0, max: 5000 }),
      cuts,
      (toHub, toRoom, ...rest) => {
        const [roomOrigin, offset, wait, cut] = rest;
        const ends = new Ends({ toHub, toRoom }, roomOrigin).start(offset);
        ends.time.advance(1500 + wait);
        assert.ok(ends.linked);
        for (const way of cut) ends.delays[way] = undefined;
        ends.time.advance(lendingLimits.lost + 500);
        assert.ok(ends.lost);
        Object.assign(ends.delays, { toHub, toRoom });
        ends.time.advance(2000);
        assert.ok(ends.linked);
        ends.time.advance(60_000);
        assert.ok(ends.linked);
        assert.is(ends.changes, 6, 'each end: linked, lost, linked');
      },
    ),
  );
});

test('a link on which messages take most of a second each way is no link that flickers', () => {
  const ends = new Ends({ toHub: 700, toRoom: 700 }, 5).start(0);
  ends.time.advance(60_000);
  assert.ok(ends.linked);
  assert.is(ends.changes, 2);
});

/** Longest wait of everything on the way that is never a loss, ms: an echo is sent up to a beat late, and the next proof is a beat away. */
const harmless = lendingLimits.lost - 2 * lendingLimits.beat - 50;

test('a wire that holds everything back for almost 3 s is no loss, at whatever moment', () => {
  fc.assert(
    fc.property(origin, apart, fc.integer({ min: 0, max: 2000 }), (roomOrigin, offset, wait) => {
      const ends = new Ends({ toHub: 5, toRoom: 5 }, roomOrigin).start(offset);
      ends.time.advance(2000 + wait);
      ends.hold(harmless);
      assert.ok(ends.linked);
      assert.is(ends.changes, 2);
    }),
  );
});

test('the first beat that comes through after lost ones proves the link at once, so that the next trouble counts from there', () => {
  fc.assert(
    fc.property(origin, apart, fc.integer({ min: 0, max: 2000 }), (roomOrigin, offset, wait) => {
      const ends = new Ends({ toHub: 5, toRoom: 5 }, roomOrigin).start(offset);
      ends.time.advance(2000 + wait);
      Object.assign(ends.delays, { toHub: undefined, toRoom: undefined });
      ends.time.advance(1100);
      Object.assign(ends.delays, { toHub: 5, toRoom: 5 });
      ends.time.advance(lendingLimits.beat + 50);
      ends.hold(harmless);
      assert.ok(ends.linked);
      assert.is(ends.changes, 2);
    }),
  );
});

test.run();
