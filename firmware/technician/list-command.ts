import { isNothing, listInWords, siteInWords } from './list-words';
import { namedDevices } from './named-devices';
import { pluggedIn } from './plugged-in';
import { readSiteDevices, type SiteDevices } from './site-devices';
import { machine, type Roots } from './usb-ports';

export interface ListOptions {
  /** The site file to hold against what is there. */
  readonly config?: string;
  readonly json?: boolean;
}

/**
 * `tiski devices list`.
 * @param out gets whole lines with their ends
 * @returns the exit code: 0 if something is plugged in that can be used and everything that the site file names on this machine is there, else 1
 * @throws SiteRefused
 */
export function runList(
  { config, json }: ListOptions,
  out: (text: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
  roots: Roots = machine,
): number {
  const site = config === undefined ? undefined : siteSeen(readSiteDevices(config, environment), roots);
  const found = pluggedIn(roots);
  if (json) out(`${JSON.stringify({ ...found, ...(site && { site }) }, undefined, 2)}\n`);
  else {
    out(listInWords(found));
    if (site) out(`\n${siteInWords(site.file, site.devices, site.problems)}`);
  }
  // With a site file the question is whether all of it is there, be it nothing on this machine.
  const complete = site ? site.devices.every(device => device.found !== 'no') : !isNothing(found);
  return complete && found.troubles.length === 0 ? 0 : 1;
}

function siteSeen({ file, problems, devices }: SiteDevices, roots: Roots) {
  return { file, problems, devices: namedDevices(devices, roots) };
}
