import * as assert from 'uvu/assert';
import { addChannel, revoke, rotate } from '../../../ota/release/change-keys';
import { Keyring } from '../../../ota/release/keyring';
import { publishRelease } from '../../../ota/release/publish-release';
import { publishRollout } from '../../../ota/release/publish-rollout';
import { Repository } from '../../../ota/release/repository';
import { CrashDisk } from './crash-disk';
import { cutStates } from './cut-states';
import { filesOf, makeRelease, UpdateBench } from './update-bench';

/**
 * The disk of the release tool, with repository and keys on it. Boxes look at the repository while the tool is at work, and it may be cut, or its disk fail, at any call: every box
 * must go on, and the tool do its work when it is called again. Each takes every so manieth state and returns how many it looked at.
 */

interface Tool {
  readonly repository: Repository;
  readonly keyring: Keyring;
}

interface ReleaseScene {
  readonly name: string;
  readonly scene: Scene;
  /** Whether it has been done: a second call is refused then. */
  readonly isDone?: (tool: Tool) => boolean;
}

type Scene = (tool: Tool, disk: CrashDisk) => void;

const bench = new UpdateBench().begin();
bench.publish('1.0.1', ['1.0.0']);
makeRelease(bench.disk, '/releases/1.0.2', '1.0.2', filesOf('1.0.2'));

/** A box that knows the repository as it was before, and one that has never seen it. */
const known = bench.box();
const fresh = bench.box();
const ready = bench.client(known).client.check();

const toolOn = (disk: CrashDisk): Tool => {
  const keyring = new Keyring(disk, '/keys');
  return { keyring, repository: new Repository({ disk, folder: '/repository', keyring, time: bench.time }) };
};

/** What the repository on a disk offers to a box. */
async function offered(disk: CrashDisk, box: CrashDisk): Promise<string | undefined> {
  const served = new UpdateBench(disk);
  served.factoryRoot = bench.factoryRoot;
  return (await served.client(box.afterCut('kept')).client.check())?.head.version;
}

const publish: Scene = ({ repository }, disk) =>
  void publishRelease({
    disk,
    repository,
    channel: 'stable',
    release: '/releases/1.0.2',
    earlier: ['/releases/1.0.1'],
  });

const published = ({ repository }: Tool) =>
  repository.channel('stable').targets['stable/tiski-1.0.2-arm64.manifest'] !== undefined;

/** What the tool does to a repository. */
export const releaseScenes: readonly ReleaseScene[] = [
  { name: 'a release is published', scene: publish, isDone: published },
  {
    name: 'a rollout is widened',
    scene: ({ repository }) =>
      publishRollout(repository, 'stable', { format: 1, release: '1.0.1', paused: false, below: 7 }),
  },
  { name: 'the timestamp is signed anew', scene: ({ repository }) => repository.restamp() },
  ...['root', 'timestamp', 'snapshot', 'targets', 'stable'].map(role => ({
    name: `the keys of ${role} are rotated`,
    scene: ({ repository, keyring }: Tool) => rotate(repository, keyring, role),
  })),
  {
    name: 'a key of the timestamp is revoked',
    scene: ({ repository, keyring }) =>
      revoke(repository, keyring, repository.root().signed.roles.timestamp.keyids[0] ?? ''),
  },
];

/** The tool is called once more, and boxes find what they must. */
async function assertGoesOn(
  disk: CrashDisk,
  scene: Scene,
  isDone: (tool: Tool) => boolean = () => false,
): Promise<void> {
  const tool = toolOn(disk);
  if (!isDone(tool)) scene(tool, disk);
  assert.ok(await offered(disk, known));
}

/** Power cuts before and after every call of a scene, in every way that a cut may end. */
export async function cutAnywhere({ scene, isDone }: ReleaseScene, every: number): Promise<number> {
  await ready;
  const disk = bench.disk.afterCut('kept');
  const { states } = await cutStates(disk, () => scene(toolOn(disk), disk));
  const looked = [...states.values()].filter((_, n) => n % every === 0);
  for (const state of looked) {
    for (const box of [known, fresh]) assert.match((await offered(state, box)) ?? 'nothing', /^1\.0\.[12]$/);
    await assertGoesOn(state, scene, isDone);
  }
  return looked.length;
}

/** Any one call of a scene fails. */
export async function failAnywhere({ scene, isDone }: ReleaseScene, every: number): Promise<number> {
  await ready;
  let looked = 0;
  for (const code of ['EIO', 'ENOSPC']) {
    for (let nth = 1; ; nth += every) {
      const disk = bench.disk.afterCut('kept');
      let calls = 0;
      disk.before = (call, path) => {
        if (++calls === nth) throw Object.assign(new Error(`${code}: ${call} ${path}`), { code });
      };
      try {
        scene(toolOn(disk), disk);
      } catch (error) {
        assert.is((error as NodeJS.ErrnoException).code, code);
      }
      if (calls < nth) break;
      looked++;
      disk.before = () => {};
      assert.match((await offered(disk, known)) ?? 'nothing', /^1\.0\.[12]$/);
      await assertGoesOn(disk, scene, isDone);
    }
  }
  return looked;
}

/** A repository that is begun and cut at any call can be begun, and has its channel in the end. */
export async function beginAnywhere(every: number): Promise<number> {
  const begin = (disk: CrashDisk) => {
    const { repository, keyring } = toolOn(disk);
    if (!repository.isBegun) repository.init();
    if (!repository.delegation('stable')) addChannel(repository, keyring, 'stable');
  };
  const { states } = await cutStates(new CrashDisk(), begin);
  const looked = [...states.values()].filter((_, n) => n % every === 0);
  for (const disk of looked) {
    begin(disk);
    const { repository } = toolOn(disk);
    assert.ok(repository.delegation('stable'));
    assert.is(repository.root().signed.version, 1);
  }
  return looked.length;
}
