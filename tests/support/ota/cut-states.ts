import { type CrashDisk, cuts } from './crash-disk';

export interface CutStates {
  /** Places times ways of a cut. */
  readonly enumerated: number;
  /** What they leave; equal ones once. */
  readonly states: ReadonlyMap<string, CrashDisk>;
}

/** The disk after power cuts before and after each call that changes it, each in every way that a cut may end. */
export async function cutStates(
  disk: CrashDisk,
  scene: (disk: CrashDisk) => void | Promise<void>,
): Promise<CutStates> {
  const states = new Map<string, CrashDisk>();
  let enumerated = 0;
  const cutNow = () => {
    for (const cut of cuts) {
      const left = disk.afterCut(cut);
      states.set(left.fingerprint(), left);
      enumerated++;
    }
  };
  disk.before = cutNow;
  await scene(disk);
  cutNow();
  return { enumerated, states };
}
