import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';

/** Measures at an appliance in this process, whose devices are within reach. */
export async function withBox<Found>(
  siteText: string,
  measure: (box: Appliance) => Promise<Found>,
): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-box-'));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, siteText);
  const box = new Appliance({
    site: loadSite(siteFile).site,
    stateDir: folder,
    assetsDir: folder,
    time: new SystemTime(),
    log: silent,
    version: 'bench',
    random: Math.random,
  });
  await box.start();
  try {
    return await measure(box);
  } finally {
    await box.stop();
    rmSync(folder, { recursive: true });
  }
}
