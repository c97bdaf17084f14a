import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Disk } from '../disk/disk';
import type { Desired } from '../rollout/admission';

const Left = Type.Object({
  release: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([Type.Literal('wanted'), Type.Literal('paused')]),
});

/** What the broker wants, as the appliance has left it in its folder; nothing if it wants nothing. */
export function readDesired(disk: Disk, stateFolder: string): Desired | undefined {
  const file = join(stateFolder, 'update-desired.json');
  if (disk.kind(file) !== 'file') return undefined;
  try {
    const parsed: unknown = JSON.parse(disk.read(file).toString('utf8'));
    if (!Value.Check(Left, parsed)) return undefined;
    const { release, state } = parsed;
    return { ...(release !== null && { release }), paused: state === 'paused' };
  } catch {
    return undefined;
  }
}
