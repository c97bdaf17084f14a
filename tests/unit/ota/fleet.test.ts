import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime } from '../../../hal/platform/time';
import type { Offer } from '../../../ota/client/update-client';
import { publishRollout } from '../../../ota/release/publish-rollout';
import { placeOf } from '../../../ota/rollout/cohort';
import { begin, type Course, next, rolloutOf } from '../../../ota/rollout/course';
import { usualPlan } from '../../../ota/rollout/plan';
import { tallyOf } from '../../../ota/rollout/tally';
import { Slots } from '../../../ota/slots/slots';
import { CrashDisk } from '../../support/ota/crash-disk';
import { type Fault, FleetBox } from '../../support/ota/fleet-box';
import { makeRelease, UpdateBench } from '../../support/ota/update-bench';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Timers and monotonic time of the machine, a wall clock that the fleet moves. */
class FleetTime extends SystemTime {
  at = Math.floor(Date.now() / day) * day;

  override now(): number {
    return this.at;
  }
}

/** A fleet, and the person or the timer that tends the rollout every half hour. */
class Fleet {
  readonly time = new FleetTime();
  readonly bench = new UpdateBench();
  readonly boxes: FleetBox[] = [];
  course: Course | undefined;
  #places = new Map<FleetBox, number>();
  readonly #due = new Map<number, FleetBox[]>();
  #offer: Promise<Offer | undefined> | undefined;

  constructor(size: number, faultOf: (release: string, box: string) => Fault) {
    const { bench, time } = this;
    bench.time.now = () => time.at;
    bench.begin();
    makeRelease(bench.disk, '/releases/small', '1.0.0', { program: 'one' });
    const first = { program: 'one' };
    const scout = bench.client(boxDisk(first));
    const template = boxDisk(first);
    for (let n = 0; n < size; n++) {
      const name = `site-${Math.floor(n / 3)}/box-${n % 3}`;
      const disk = template.afterCut('kept');
      const { slots, client } = bench.client(disk);
      const box = new FleetBox({
        name,
        time,
        disk,
        slots,
        own: client,
        offerOfAll: () => (this.#offer ??= scout.client.check()),
        faultOf: release => faultOf(release, name),
      });
      this.boxes.push(box);
      this.#plan(box, (placeOf('first', name) % 240) * minute);
    }
  }

  publish(version: string): void {
    this.bench.publish(version, []);
    this.#offer = undefined;
  }

  rollOut(version: string): void {
    this.#places = new Map(this.boxes.map(box => [box, placeOf(version, box.name)]));
    this.course = begin(
      version,
      this.boxes.map(({ name }) => name),
      this.time.at,
    );
    this.#widen(this.course);
  }

  async run(duration: number, each: () => void = () => {}): Promise<void> {
    for (const until = this.time.at + duration; this.time.at < until; this.time.at += minute) {
      const due = this.#due.get(this.time.at) ?? [];
      this.#due.delete(this.time.at);
      for (const box of due) this.#plan(box, await box.look());
      if (this.time.at % (hour / 2) === 0) this.#tend();
      if (this.time.at % hour === 0) each();
    }
  }

  tried(release: string): number {
    return this.boxes.filter(box => box.tried.has(release)).length;
  }

  #tend(): void {
    const { course } = this;
    if (!course) return;
    const { release, reaches, stage } = course;
    const asked = this.boxes.filter(box => (this.#places.get(box) ?? 0) < (reaches[stage] ?? 0));
    const tally = tallyOf(
      asked.map(box => box.heard()),
      release,
      this.time.at,
      usualPlan.silence,
    );
    const after = next(course, tally, this.time.at);
    this.course = after;
    if (after !== course) this.#widen(after);
  }

  #widen(course: Course): void {
    publishRollout(this.bench.repository, 'stable', rolloutOf(course));
    this.#offer = undefined;
  }

  #plan(box: FleetBox, delay: number): void {
    const at = this.time.at + Math.max(minute, Math.round(delay / minute) * minute);
    const others = this.#due.get(at);
    if (others) others.push(box);
    else this.#due.set(at, [box]);
  }
}

function boxDisk(files: Readonly<Record<string, string>>): CrashDisk {
  const disk = new CrashDisk();
  makeRelease(disk, '/box/slots/a', '1.0.0', files);
  new Slots({ disk, folder: '/box' }).start();
  return disk;
}

const none = () => 'none' as const;

const bad: readonly Fault[] = ['crash', 'bricked', 'device', 'not-ready', 'journal', 'updater'];

for (const share of [1, 0.3])
  test(`5000 boxes, a release that fails on ${share * 100} % of them: at most 1 % get it, it stops by itself, nobody is disturbed`, async () => {
    const isHit = (name: string) => placeOf('hit', name) < share * 2 ** 32;
    const faultOf = (name: string) => bad[placeOf('fault', name) % bad.length] ?? 'none';
    const fleet = new Fleet(5_000, (release, name) =>
      release === '1.0.1' && isHit(name) ? faultOf(name) : 'none',
    );
    fleet.publish('1.0.1');
    fleet.rollOut('1.0.1');
    await fleet.run(30 * hour);
    assert.is(fleet.course?.paused?.why, 'failures');
    assert.ok(fleet.tried('1.0.1') > 1);
    assert.ok(fleet.tried('1.0.1') <= 50, `${fleet.tried('1.0.1')} boxes`);
    assert.equal(
      fleet.boxes.flatMap(({ disturbed }) => disturbed),
      [],
    );
    const stuck = fleet.boxes.filter(({ name, version }) => isHit(name) && version === '1.0.1');
    assert.ok(stuck.every(({ name }) => faultOf(name) === 'bricked'));
  });

test('a good release reaches every box in a week, in the order of its stages, and disturbs nobody', async () => {
  const fleet = new Fleet(60, none);
  fleet.publish('1.0.1');
  await fleet.run(6 * hour);
  assert.is(fleet.tried('1.0.1'), 0);
  fleet.rollOut('1.0.1');
  const reached: number[] = [];
  await fleet.run(5 * day, () => reached.push(fleet.tried('1.0.1')));
  assert.is(reached[23], 10);
  assert.is(reached.at(-1), 60);
  assert.ok(fleet.boxes.every(box => box.version === '1.0.1' && box.report().state === 'committed'));
  assert.equal(
    fleet.boxes.flatMap(({ disturbed }) => disturbed),
    [],
  );
});

test.run();
