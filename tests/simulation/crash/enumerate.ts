import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../../simulator/random';
import type { Place } from '../day/live';
import { type Files, hollow, kept, lost, RecordedDisk, some } from '../disk/recorded-disk';
import { recover } from './recover';
import { record } from './scene';

export interface CrashWanted {
  readonly seed: number;
  /** Of so many lanes, this one: each looks at its part of the states. */
  readonly lane: number;
  readonly lanes: number;
  /** Looks at each so-manieth of the states. */
  readonly every: number;
}

export interface CrashFound {
  /** Calls that change the disk. */
  readonly calls: number;
  /** Cuts after each of them, each in every way that a cut is let end here. */
  readonly cuts: number;
  /** Of them, those that leave different disks. */
  readonly distinct: number;
  /** Of them, those on which the program was started. */
  readonly started: number;
  readonly troubles: readonly string[];
}

/** Different ends of a cut that some of everything may leave, for each call. */
const samples = 3;

/** Records a scene and starts the program on what every power cut in it may have left. */
export async function crashStates(
  { seed, lane, lanes, every }: CrashWanted,
  place: Place,
): Promise<CrashFound> {
  const scene = await record(seed, place);
  const root = mkdtempSync(join(place.folder, 'scene-'));
  // The model begins with an empty folder and takes the calls as they were made to another.
  const disk = new RecordedDisk(root, scene.root);
  const random = new Random(`${seed} cuts`);
  const seen = new Set<string>();
  const found = { calls: 0, cuts: 0, distinct: 0, started: 0 };
  const troubles: string[] = [];
  let mark = 0;
  for (const [index, call] of scene.calls.entries()) {
    if (!disk.take(call)) continue;
    found.calls += 1;
    while ((scene.marks[mark + 1]?.calls ?? Number.POSITIVE_INFINITY) <= index + 1) mark += 1;
    const known = scene.marks[mark]?.calls ?? 0;
    for (const cut of [
      lost,
      kept,
      hollow,
      ...Array.from({ length: samples }, () => some(() => random.unit())),
    ]) {
      found.cuts += 1;
      const files = disk.after(cut);
      const name = fingerprint(files, known <= index + 1 ? mark : -1);
      if (seen.has(name)) continue;
      seen.add(name);
      found.distinct += 1;
      if (found.distinct % (lanes * every) !== lane * every) continue;
      found.started += 1;
      const what = await recover(
        `${seed} ${found.distinct}`,
        files,
        known <= index + 1 ? scene.marks[mark] : undefined,
        place,
      );
      troubles.push(
        ...what.map(trouble => `after call ${index} (${call.call}), state ${found.distinct}: ${trouble}`),
      );
    }
  }
  return { ...found, troubles };
}

function fingerprint(files: Files, mark: number): string {
  const hash = createHash('sha1').update(String(mark));
  for (const [path, content] of files) hash.update(`${path}\0${content?.length}\0`).update(content ?? '');
  return hash.digest('hex');
}
