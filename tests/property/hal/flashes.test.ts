import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LampSign } from '../../../hal/lamp';
import { LampConductor, type LampSeat } from '../../../hal/lamp-conductor';
import { type Light, lampPatterns, lightAt, stepLength } from '../../../hal/lamp-patterns';
import type { Time } from '../../../hal/platform/time';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const signs = Object.keys(lampPatterns) as LampSign[];
const blinking: LampSign[] = ['call', 'ring', 'refused'];
const lampCount = 6;

/** Changes closer than this are one to the eye (`LampConductor`). */
const together = 5;

interface Change {
  readonly at: number;
  readonly lamp: number;
  readonly from: number;
  readonly to: number;
  readonly forced: boolean;
}

/** Lamps under one conductor, half of them with one colour, and everything that a person in the room saw of them. */
class Room {
  readonly time = new VirtualTime();
  readonly seen: Change[] = [];
  readonly lights: Light[] = [];
  readonly seats: LampSeat[] = [];
  #losing = false;

  /** @param late by how many ms each timer fires late, as on a box that is busy */
  constructor(late: () => number = () => 0) {
    const { time } = this;
    const busy: Time = {
      now: () => time.now(),
      monotonic: () => time.monotonic(),
      after: (delay, name, run) => time.after(delay + late(), name, run),
      every: (interval, name, run) => time.every(interval, name, run),
    };
    const conductor = new LampConductor(busy);
    for (let lamp = 0; lamp < lampCount; lamp += 1) {
      this.lights.push('off');
      this.seats.push(
        conductor.seat({
          colours: coloursOf(lamp),
          shine: light => {
            const from = seenAs(this.lights[lamp], lamp);
            const to = seenAs(light, lamp);
            this.lights[lamp] = light;
            if (from !== to)
              this.seen.push({ at: this.time.monotonic(), lamp, from, to, forced: this.#losing });
          },
        }),
      );
    }
    for (let lamp = 0; lamp < lampCount; lamp += 1) this.obeys(lamp, true);
  }

  show(lamp: number, sign: LampSign): void {
    this.seats[lamp]?.show(sign);
  }

  obeys(lamp: number, does: boolean): void {
    this.#losing = !does;
    this.seats[lamp]?.obeys(does);
    this.#losing = false;
  }
}

function seenAs(light: Light | undefined, lamp: number): number {
  return brightness(light ?? 'off', coloursOf(lamp));
}

function coloursOf(lamp: number): 'one' | 'two' {
  return lamp % 2 === 0 ? 'one' : 'two';
}

function brightness(light: Light, colours: 'one' | 'two'): number {
  if (light === 'off') return 0;
  return light === 'white' && colours === 'two' ? 2 : 1;
}

/** The most instants of any half-open second. */
function mostInASecond(changes: readonly Change[]): number {
  const instants: number[] = [];
  for (const { at } of changes) {
    const last = instants.at(-1);
    if (last === undefined || at - last >= together) instants.push(at);
  }
  return Math.max(0, ...instants.map(from => instants.filter(at => at >= from && at < from + 1000).length));
}

/** As a person would count: the most pairs of opposing changes, each change in one pair only, in any second. */
function mostFlashes(changes: readonly Change[]): number {
  const sums = new Map<number, { rise: number; fall: number }>();
  let instant = Number.NEGATIVE_INFINITY;
  for (const { at, from, to } of changes) {
    if (at - instant >= together) instant = at;
    const sum = sums.get(instant) ?? { rise: 0, fall: 0 };
    sum[to > from ? 'rise' : 'fall'] = 1;
    sums.set(instant, sum);
  }
  const counts = [...sums].map(([from]) => {
    const inside = [...sums].filter(([at]) => at >= from && at < from + 1000).map(([, sum]) => sum);
    const rises = inside.reduce((sum, { rise }) => sum + rise, 0);
    const falls = inside.reduce((sum, { fall }) => sum + fall, 0);
    return Math.min(rises, falls);
  });
  return Math.max(0, ...counts);
}

const lamps = fc.nat(lampCount - 1);
const pauses = fc.oneof(fc.nat(20), fc.nat(400), fc.nat(3000));
const shows = fc.record({ wait: pauses, lamp: lamps, sign: fc.constantFrom(...signs) });
const losses = fc.record({ wait: pauses, lamp: lamps, obeys: fc.boolean() });

test('whatever is shown whenever, nothing flashes more than twice in any second', () => {
  fc.assert(
    fc.property(fc.array(shows, { maxLength: 120 }), list => {
      const room = new Room();
      for (const { wait, lamp, sign } of list) {
        room.time.advance(wait);
        room.show(lamp, sign);
      }
      room.time.advance(5000);
      assert.ok(mostInASecond(room.seen.filter(({ from, to }) => to > from)) <= 2, 'rises');
      assert.ok(mostInASecond(room.seen.filter(({ from, to }) => to < from)) <= 2, 'falls');
      assert.ok(mostFlashes(room.seen) <= 2, 'flashes');
    }),
    { numRuns: 400 },
  );
});

test('lamps that are lost and come back do not flash more than twice in any second either', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(shows, losses), { maxLength: 120 }), list => {
      const room = new Room();
      for (const step of list) {
        room.time.advance(step.wait);
        if ('sign' in step) room.show(step.lamp, step.sign);
        else room.obeys(step.lamp, step.obeys);
      }
      room.time.advance(5000);
      assert.ok(mostInASecond(room.seen.filter(({ from, to }) => to > from)) <= 2, 'rises');
      assert.ok(
        mostInASecond(room.seen.filter(({ from, to, forced }) => to < from && !forced)) <= 2,
        'falls that were not the loss itself',
      );
      assert.ok(mostFlashes(room.seen) <= 2, 'flashes');
    }),
    { numRuns: 400 },
  );
});

test('nor on a box whose timers fire late', () => {
  const lateness = fc.infiniteStream(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(1500)));
  fc.assert(
    fc.property(fc.array(shows, { maxLength: 60 }), lateness, (list, stream) => {
      const room = new Room(() => stream.next().value);
      for (const { wait, lamp, sign } of list) {
        room.time.advance(wait);
        room.show(lamp, sign);
      }
      room.time.advance(10_000);
      assert.ok(mostInASecond(room.seen.filter(({ from, to }) => to > from)) <= 2, 'rises');
      assert.ok(mostInASecond(room.seen.filter(({ from, to }) => to < from)) <= 2, 'falls');
    }),
    { numRuns: 200 },
  );
});

test('every lamp ends up showing its sign, in the common beat', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(shows, losses), { maxLength: 60 }), fc.nat(2500), (list, later) => {
      const room = new Room();
      for (const step of list) {
        room.time.advance(step.wait);
        if ('sign' in step) room.show(step.lamp, step.sign);
        else room.obeys(step.lamp, step.obeys);
      }
      for (let lamp = 0; lamp < lampCount; lamp += 1) room.obeys(lamp, true);
      room.time.advance(4000 + later);
      room.seats.forEach(({ sign }, lamp) => {
        const wanted = lightAt(sign, room.time.monotonic());
        assert.is(seenAs(room.lights[lamp], lamp), seenAs(wanted, lamp), `${lamp} shows ${sign}`);
      });
      if (room.seats.every(({ sign }) => new Set(lampPatterns[sign]).size === 1)) {
        assert.equal(room.time.timers, [], 'steady lamps need no timer');
      }
    }),
  );
});

test('a sign lights its lamp within 1.25 s, whatever the others do', () => {
  fc.assert(
    fc.property(fc.array(shows, { maxLength: 60 }), fc.constantFrom(...blinking), (list, sign) => {
      const room = new Room();
      for (const { wait, lamp, sign: other } of list) {
        room.time.advance(wait);
        if (lamp !== 0) room.show(lamp, other);
      }
      const from = room.time.monotonic();
      room.show(0, sign);
      room.time.advance(1250);
      assert.ok(room.seen.some(({ lamp, at }) => lamp === 0 && at <= from + 1250));
    }),
  );
});

test('a ring lights its lamp in the same millisecond, also while all others blink, in any phase of the beat', () => {
  for (let phase = 0; phase < 4 * stepLength; phase += 7) {
    const room = new Room();
    for (let lamp = 1; lamp < lampCount; lamp += 1) room.show(lamp, lamp % 2 === 0 ? 'ring' : 'fault');
    room.time.advance(10_000 + phase);
    room.show(0, 'ring');
    assert.is(room.lights[0], 'amber', `at ${phase}`);
  }
});

test('two lamps light at once within a second when nothing blinks, and any number in one instant', () => {
  const room = new Room();
  room.show(0, 'on');
  room.time.advance(300);
  for (const lamp of [1, 2, 3]) room.show(lamp, 'on');
  assert.equal(room.lights.slice(0, 4), ['white', 'white', 'white', 'white']);
  room.time.advance(300);
  room.show(4, 'on');
  assert.is(room.lights[4], 'off', 'the third instant waits');
  room.time.advance(450);
  assert.is(room.lights[4], 'white');
});

test('a blinking lamp is never dark for longer than its pattern, and a fault never dark', () => {
  fc.assert(
    fc.property(
      fc.array(shows, { maxLength: 80 }),
      fc.constantFrom(...blinking, 'fault' as const),
      (list, sign) => {
        const room = new Room();
        const own = [0, 1];
        for (const lamp of own) room.show(lamp, sign);
        room.time.advance(1250);
        for (const { wait, lamp, sign: other } of list) {
          room.time.advance(wait);
          if (!own.includes(lamp)) room.show(lamp, other);
        }
        room.time.advance(5000);
        for (const lamp of own) {
          const changes = room.seen.filter(change => change.lamp === lamp);
          changes.forEach(({ at, to }, index) => {
            if (to > 0) return;
            assert.is.not(sign, 'fault');
            const until = changes[index + 1]?.at ?? room.time.monotonic();
            assert.ok(until - at <= stepLength, `dark from ${at} to ${until}`);
          });
        }
      },
    ),
  );
});

test('what is lit is lit long enough to be seen', () => {
  const room = new Room();
  room.show(0, 'refused');
  room.show(0, 'off');
  assert.is(room.lights[0], 'amber');
  room.time.advance(99);
  assert.is(room.lights[0], 'amber');
  room.time.advance(1);
  assert.is(room.lights[0], 'off');
});

test.run();
