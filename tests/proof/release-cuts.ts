import { beginAnywhere, cutAnywhere, failAnywhere, releaseScenes } from '../support/ota/release-cuts';

/** Every call of the release tool that changes its disk is a place where the power may go, or the disk may fail; boxes look on. */
export async function releaseCuts(): Promise<object> {
  const scenes: Record<string, object> = {};
  let states = 0;
  for (const scene of releaseScenes) {
    const cut = await cutAnywhere(scene, 1);
    const failed = await failAnywhere(scene, 1);
    scenes[scene.name] = { cut, failed };
    states += cut + failed;
  }
  const begun = await beginAnywhere(1);
  return { states: states + begun, begun, scenes };
}
