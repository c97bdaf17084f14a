import { resolve } from 'node:path';
import type { DeviceEntry } from '../../hal/hal';
import { examineSite } from '../config/check-site';
import { examineDevices } from '../config/devices';
import { SiteDocument } from '../config/document';
import { installedDrivers } from '../config/drivers';
import { SiteRefused } from '../config/load-site';
import { withOverrides } from '../config/overrides';
import { problemAt } from '../config/problem';
import { readSiteFile } from '../config/read-site-file';
import type { Site } from '../config/site';
import { isRecord } from '../config/walk';

/** What a technician's tool needs of a site file. */
export interface SiteDevices {
  readonly file: string;
  readonly devices: Readonly<Record<string, DeviceEntry>>;
  /** Problems elsewhere in the file, a number: the appliance will not start with them, the wires can be tested all the same. */
  readonly problems: number;
  readonly timezone: string;
}

/**
 * The devices of a site file with the defaults of their drivers. A file that is unfinished elsewhere will do: wires are often tested first.
 * `TISKI_PRINTER_URL` counts here as well.
 * @throws SiteRefused (`site-refused`) with the problems of the devices, or of a file that cannot be read at all
 */
export function readSiteDevices(file: string, environment: NodeJS.ProcessEnv): SiteDevices {
  const read = readSiteFile(file);
  if ('problem' in read) throw new SiteRefused([read.problem]);
  const document = SiteDocument.of(read.source);
  const written = (pointer: string) => document.written(pointer);
  const { findings } = examineDevices(document.value, installedDrivers, written);
  const { value, problems } = examineSite(read.source, file);
  if (!isRecord(value)) throw new SiteRefused(problems);
  if (findings.length > 0) {
    const told = findings.map(({ at, on, code, message }) =>
      problemAt({ file, ...document.position(at, on) }, code, message),
    );
    throw new SiteRefused(told);
  }
  const { TISKI_PRINTER_URL } = environment;
  // Of the site only the devices are read, and they are sound.
  const { devices } = withOverrides(value as Site, TISKI_PRINTER_URL ? { TISKI_PRINTER_URL } : {});
  return {
    file: resolve(file),
    devices: isRecord(devices) ? (devices as Record<string, DeviceEntry>) : {},
    problems: problems.filter(({ severity }) => severity === 'error').length,
    timezone: timezoneOf(value.timezone),
  };
}

function timezoneOf(text: unknown): string {
  try {
    if (typeof text === 'string')
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    // One of the problems elsewhere.
  }
  return 'UTC';
}
