import * as assert from 'uvu/assert';
import { rotate } from '../../../ota/release/change-keys';
import { wholeRelease } from '../../../ota/slots/slot-check';
import type { CrashDisk } from './crash-disk';
import { cutStates } from './cut-states';
import { UpdateBench } from './update-bench';

/** What became of the scenes so far. */
export interface SlotsEnumerated {
  /** Cuts before and after each call that changes the disk, each in every way that a cut may end; and calls that failed. */
  cuts: number;
  /** Of the cuts, those that leave different disks. */
  distinct: number;
}

type Scene = (disk: CrashDisk) => Promise<void>;

const newest = '1.0.2';

/** Roles whose keys change, in the order in which a region changes them. */
const roles = ['root', 'timestamp', 'snapshot', 'targets', 'stable'] as const;

/** Cuts the power of a box, or lets its disk fail, at every call of its updater that changes the disk: slots and what it trusts. */
export class SlotStates {
  readonly found: SlotsEnumerated = { cuts: 0, distinct: 0 };
  readonly #bench = new UpdateBench().begin();
  readonly #before = this.#bench.box();
  readonly #waiting = this.#bench.box();
  readonly #known = this.#bench.box();

  /** Boxes of three kinds: as from the factory, one that runs 1.0.1, one in which that waits to be started; and a newer release for all. */
  async begin(): Promise<void> {
    this.#bench.publish('1.0.1', ['1.0.0']);
    await this.#update(this.#known);
    assert.is(this.#bench.client(this.#known).slots.running().manifest.version, '1.0.1');
    assert.is(await this.#bench.client(this.#waiting).client.install(), '1.0.1');
    this.#bench.publish(newest, ['1.0.0', '1.0.1']);
  }

  async firstUpdate(): Promise<void> {
    await this.#enumerate(this.#before, this.#update, ['1.0.0', newest]);
  }

  async secondUpdate(): Promise<void> {
    await this.#enumerate(this.#known, this.#update, ['1.0.1', newest]);
  }

  /** A release that was proven but never started gives way to a newer one. */
  async replaced(): Promise<void> {
    const replaced: Scene = async disk => void (await this.#bench.client(disk).client.install());
    const states = await this.#enumerate(this.#waiting, replaced, ['1.0.0', newest]);
    for (const disk of states) {
      const { slots } = this.#bench.client(disk);
      if (slots.state().phase === 'verified') slots.switch();
      const { folder, manifest } = slots.start();
      assert.ok(wholeRelease(disk, folder), `${manifest.version} is whole`);
    }
  }

  async failingUpdate(): Promise<void> {
    const failing: Scene = async disk => {
      const { slots, client } = this.#bench.client(disk);
      slots.start();
      if (await client.install()) slots.switch();
      for (let n = 0; n < 4; n++) slots.start();
    };
    for (const disk of await this.#states(this.#known, failing)) {
      const { slots } = this.#bench.client(disk);
      for (let n = 0; n < 5; n++) slots.start();
      const running = slots.running();
      assert.ok(['1.0.1', newest].includes(running.manifest.version));
      assert.not.ok(running.trial, 'nobody committed it');
      assert.ok(wholeRelease(disk, running.folder));
    }
  }

  /** Keys change while the box looks on: its root and all that hangs on it are replaced. */
  async changedKeys(): Promise<void> {
    const box = clone(this.#known);
    for (const role of roles) {
      rotate(this.#bench.repository, this.#bench.keyring, role);
      await this.#enumerate(box, this.#look, ['1.0.1', newest]);
      await this.#look(box);
    }
  }

  /** @returns how many calls failed */
  failedCalls(code: string): Promise<number> {
    return this.#failures(this.#known, this.#update, code);
  }

  /** @returns how many calls failed, for each role whose keys change */
  async failedCallsWhileKeysChange(code: string): Promise<Readonly<Record<string, number>>> {
    const box = clone(this.#known);
    await this.#look(box);
    const failed: Record<string, number> = {};
    for (const role of roles) {
      rotate(this.#bench.repository, this.#bench.keyring, role);
      failed[role] = await this.#failures(box, this.#look, code);
      await this.#look(box);
    }
    return failed;
  }

  /** What a box does from its release to the next. */
  readonly #update: Scene = async disk => {
    const { slots, client } = this.#bench.client(disk);
    slots.start();
    if (await client.install()) slots.switch();
    slots.start();
    if (slots.state().phase === 'trial') slots.commit();
  };

  readonly #look: Scene = async disk => {
    await this.#bench.client(disk).client.check();
  };

  /** What must hold for a box after anything: it starts a whole release and comes to the newest one by itself. */
  async #assertAlive(disk: CrashDisk, versions: readonly string[]): Promise<void> {
    const { slots, client } = this.#bench.client(disk);
    const started = slots.start();
    assert.ok(versions.includes(started.manifest.version), started.manifest.version);
    assert.ok(wholeRelease(disk, started.folder), 'the release that starts is whole');
    assert.is(disk.linkTarget('/box/current'), `slots/${started.slot}`, 'what starts is what is reported');
    if (slots.state().phase === 'trial') slots.commit();
    if (await client.install()) {
      slots.switch();
      slots.start();
      slots.commit();
    }
    assert.is(slots.running().manifest.version, newest);
    assert.ok(wholeRelease(disk, slots.running().folder));
  }

  /** Different disks that cuts in a scene leave, before anything is done with them. */
  async #states(origin: CrashDisk, scene: Scene): Promise<readonly CrashDisk[]> {
    const { enumerated, states } = await cutStates(clone(origin), scene);
    this.found.cuts += enumerated;
    this.found.distinct += states.size;
    return [...states.values()];
  }

  /** @returns copies of the disks, as they were when the power came back */
  async #enumerate(
    origin: CrashDisk,
    scene: Scene,
    versions: readonly string[],
  ): Promise<readonly CrashDisk[]> {
    const states = await this.#states(origin, scene);
    const copies = states.map(clone);
    for (const state of states) await this.#assertAlive(state, versions);
    return copies;
  }

  /** Lets the nth call fail, for every n, and then the box go on. */
  async #failures(origin: CrashDisk, scene: Scene, code: string): Promise<number> {
    for (let nth = 1; ; nth++) {
      const disk = clone(origin);
      let calls = 0;
      disk.before = (call, path) => {
        if (++calls === nth) throw Object.assign(new Error(`${code}: ${call} ${path}`), { code });
      };
      await scene(disk).catch(error =>
        assert.match(error.code, /^update-(disk-failed|no-space)$|^E(IO|NOSPC)$/),
      );
      if (calls < nth) {
        this.found.cuts += nth - 1;
        return nth - 1;
      }
      disk.before = () => {};
      await this.#assertAlive(disk, ['1.0.1', newest]);
    }
  }
}

function clone(disk: CrashDisk): CrashDisk {
  return disk.afterCut('kept');
}

/** All that cuts may leave of slots and trust. @throws AssertionError when a box does not come to the newest release by itself */
export async function slotStates(): Promise<SlotsEnumerated> {
  const states = new SlotStates();
  await states.begin();
  await states.firstUpdate();
  await states.secondUpdate();
  await states.replaced();
  await states.failingUpdate();
  await states.changedKeys();
  return states.found;
}
