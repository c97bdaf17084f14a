import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../../hal/platform/durable-file';
import type { SatelliteSite } from '../../config/satellite-site';
import type { Site } from '../../config/site';

/** What remote care needs of a site file. */
export interface CareSettings {
  readonly site: string;
  readonly appliance: string;
  readonly mqtt?: Site['mqtt'];
  /** Absent for a satellite, which serves no pages. */
  readonly http?: Site['http'];
  readonly devices: readonly string[];
}

export function careSettingsOf(site: Site | SatelliteSite): CareSettings {
  const { appliance, mqtt, devices } = site;
  return {
    site: site.site,
    appliance,
    ...(mqtt && { mqtt }),
    ...('http' in site && { http: site.http }),
    devices: Object.keys(devices),
  };
}

const fileIn = (stateDir: string) => join(stateDir, 'care.json');

/** Keeps them for the day on which the site file cannot be read any more. @throws the error of the file system */
export async function keepCareSettings(stateDir: string, settings: CareSettings): Promise<void> {
  const text = JSON.stringify(settings);
  if ((await readIfThere(fileIn(stateDir))) !== text) await writeDurably(fileIn(stateDir), text);
}

/** Those of the last start that served, if there was one. @throws the error of the file system, SyntaxError */
export async function keptCareSettings(stateDir: string): Promise<CareSettings | undefined> {
  const text = await readIfThere(fileIn(stateDir));
  return text === undefined ? undefined : (JSON.parse(text) as CareSettings);
}
