import type { Site } from './site';

/** Ids of the boxes that lend devices to this site, each once. */
export function satellitesOf({ devices }: Pick<Site, 'devices'>): readonly string[] {
  const ids = Object.values(devices).flatMap(device =>
    device.driver.startsWith('satellite-') && 'appliance' in device ? [String(device.appliance)] : [],
  );
  return [...new Set(ids)];
}
