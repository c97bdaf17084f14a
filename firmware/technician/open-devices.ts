import { type DeviceEntry, Hal } from '../../hal/hal';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { WireTap } from '../../hal/wire-tap';
import { didYouMean, listed } from '../config/suggest';
import { holderName, holdersOf, stopCommand } from './holders';
import type { SiteDevices } from './site-devices';
import { holdState, lockedFiles } from './state-folder';
import { entry, harmless, wrapped } from './terminal';
import type { Tools } from './tools';

export interface SiteOptions {
  readonly config: string;
  /** State folder of the appliance. */
  readonly state: string;
}

/** The devices of the site file with these names; all, if there are none. @throws TiskiError `site-device-unknown` */
export function chosen(site: SiteDevices, names: readonly string[]): Readonly<Record<string, DeviceEntry>> {
  if (names.length === 0) return site.devices;
  return Object.fromEntries(names.map(name => [name, deviceNamed(site, name)]));
}

/** @throws TiskiError `site-device-unknown` */
export function deviceNamed({ devices }: SiteDevices, name: string): DeviceEntry {
  const device = devices[name];
  if (device) return device;
  const known = Object.keys(devices);
  const meant = didYouMean(name, known) || `; there are ${listed(known)}`;
  throw new TiskiError('site-device-unknown', `"${harmless(name)}"${meant}`);
}

/** Why a device cannot be opened by itself, where that is so. */
export function elsewhere({ driver, appliance, device }: DeviceEntry): string | undefined {
  if (driver.startsWith('satellite-'))
    return `It hangs on the satellite ${appliance}. Run the command there, for ${device}.`;
  if (driver === 'reported-ring')
    return 'Another program reports to the appliance. Start the appliance, let it ring, and look at the lamps.';
  return undefined;
}

/**
 * Opens devices as the appliance does, which has to be stopped, and closes them after `use`.
 * @returns what `use` returned, or 1 if the appliance runs; that has been said then
 */
export async function withDevices(
  devices: Readonly<Record<string, DeviceEntry>>,
  { state }: SiteOptions,
  tools: Tools,
  tap: WireTap,
  use: (hal: Hal) => Promise<number>,
): Promise<number> {
  const { time, log, out } = tools;
  const held = hold(state);
  if (!held) {
    out(running(state));
    return 1;
  }
  try {
    const hal = new Hal(devices, { time, log, stateDir: held.folder, tap });
    try {
      return await use(hal);
    } finally {
      await hal.stop();
    }
  } finally {
    held.release();
  }
}

function hold(state: string): ReturnType<typeof holdState> | undefined {
  try {
    return holdState(state);
  } catch (error) {
    if (isTiskiError(error, 'state-dir-locked')) return undefined;
    throw error;
  }
}

/** Two programs cannot have one wire. */
function running(state: string): string {
  const [holder] = lockedFiles(state).flatMap(file => holdersOf(file));
  const lines = [
    wrapped(
      `The appliance is running${holder ? ` (${harmless(holderName(holder))})` : ''} and has the devices. Stop it first, and start it again when you are done. Meanwhile nobody is served.`,
    ),
    entry('  stop:', holder ? stopCommand(holder) : 'sudo systemctl stop tiski', 10),
    ...(holder?.service === undefined
      ? []
      : [entry('  start:', `sudo systemctl start ${holder.service}`, 10)]),
    wrapped('What is plugged in can be seen meanwhile: tiski devices list'),
  ];
  return `${lines.join('\n')}\n`;
}
