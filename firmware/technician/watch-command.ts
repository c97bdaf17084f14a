import { chosen, elsewhere, type SiteOptions, withDevices } from './open-devices';
import { readSiteDevices } from './site-devices';
import { wrapped } from './terminal';
import type { Tools } from './tools';
import { WireLog } from './wire-log';

export interface WatchOptions extends SiteOptions {
  readonly bytes?: boolean;
}

/** Milliseconds; only keeps the program running while nothing happens. */
const breath = 60_000;

/**
 * `tiski devices watch [NAME…]`: what devices and their wires do, until interrupted.
 * @returns the exit code: 0 when the technician ends it, 1 if nothing could be watched
 * @throws SiteRefused; TiskiError `site-device-unknown`
 */
export async function runWatch(
  names: readonly string[],
  options: WatchOptions,
  tools: Tools,
): Promise<number> {
  const { time, interrupted, out } = tools;
  const all = Object.entries(chosen(readSiteDevices(options.config, tools.environment), names));
  const open = Object.fromEntries(all.filter(([, device]) => elsewhere(device) === undefined));
  for (const [name, device] of all) {
    const where = elsewhere(device);
    if (where !== undefined) out(`${wrapped(`${name}: not watched. ${where}`, 0, 2)}\n`);
  }
  const count = Object.keys(open).length;
  if (count === 0) {
    out(`${wrapped('There is no device to watch.')}\n`);
    return 1;
  }
  const log = new WireLog(open, { time, everyByte: options.bytes === true, out });
  return withDevices(open, options, tools, log, async hal => {
    out(
      `${wrapped(`Watching ${count} device${count === 1 ? '' : 's'}. Press, ring, open a cover. Ctrl-C ends.`)}\n`,
    );
    out('  seconds  device, and what happens\n');
    for (const device of hal.devices.values()) log.follow(device);
    const keptAlive = time.every(breath, 'watch', () => {});
    await hal.start(interrupted);
    for (const { name, status } of hal.devices.values())
      if (status.code === 'device-not-started') log.status(name, status);
    await ended(interrupted);
    keptAlive.cancel();
    log.close();
    out('Ended.\n');
    return 0;
  });
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
