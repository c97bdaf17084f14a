import { Value } from '@sinclair/typebox/value';
import { messageOf } from '../../hal/platform/error';
import type { DriverForm, Drivers } from './drivers';
import { type Formed, formFindings } from './form';
import { pointerTo } from './pointer';
import type { Finding } from './problem';
import { didYouMean, listed } from './suggest';
import { isRecord } from './walk';
import { quoted } from './words';

export interface ExaminedDevices {
  /** The drivers that were found, by the name of the device. */
  readonly drivers: ReadonlyMap<string, DriverForm>;
  readonly findings: readonly Finding[];
}

/** Checks each device against the schema of its driver, and applies the driver's defaults to `site` in place. */
export function examineDevices(site: unknown, drivers: Drivers, written: Formed['written']): ExaminedDevices {
  const found = new Map<string, DriverForm>();
  const findings: Finding[] = [];
  const devices = isRecord(site) && isRecord(site.devices) ? site.devices : {};
  for (const [name, device] of Object.entries(devices)) {
    if (!isRecord(device) || typeof device.driver !== 'string' || device.driver === '') continue;
    const { driver: driverName, ...rest } = device;
    const at = pointerTo('devices', name);
    const driver = loadForm(driverName, drivers, `${at}/driver`);
    if ('code' in driver) {
      findings.push(driver);
      continue;
    }
    const options = Value.Default(driver.options, rest);
    findings.push(...formFindings({ schema: driver.options, value: options, base: at, written }));
    found.set(name, driver);
    Object.assign(device, options);
  }
  return { drivers: found, findings };
}

function loadForm(name: string, drivers: Drivers, at: string): DriverForm | Finding {
  if (!drivers.names.includes(name)) {
    const meant = didYouMean(name, drivers.names) || `; there are ${listed(drivers.names)}`;
    return { code: 'site-driver-unknown', at, message: `${quoted(name)} is no driver${meant}` };
  }
  try {
    return drivers.load(name);
  } catch (error) {
    const [reason] = messageOf(error).split('\n', 1);
    return { code: 'site-driver-broken', at, message: `${quoted(name)} does not load: ${reason}` };
  }
}
