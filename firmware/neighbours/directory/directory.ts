import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceStatus } from '../../../hal/device';
import { readIfThere, writeDurably } from '../../../hal/platform/durable-file';
import { failureOf, TiskiError } from '../../../hal/platform/error';
import { sleep } from '../../../hal/platform/time';
import { backOff } from '../../link/back-off';
import type { Caller } from '../callers';
import { exchange } from '../http-exchange';
import type { Neighbour, NeighbourContext, NeighbourSettings } from '../neighbour';
import { untilStopped } from '../until-stopped';
import { directoryLines } from './directory-lines';

/** Delays before a reading that failed is tried again, ms. */
const again = { first: 60_000, most: 3600_000 };

const hour = 3600_000;

/**
 * Keeps the callers of a directory outside (S31, S32): read once a day, checked, kept on disk, and known to ringing behind the directory of the
 * site file. A reading that fails changes nothing but the health. Only what was taken is kept: no line that was left out reaches the disk.
 */
export function directory(
  settings: NonNullable<NeighbourSettings['directory']>,
  context: NeighbourContext,
): Neighbour {
  const { callers, site, time, log } = context;
  const kept = join(context.folder, 'directory.json');
  let health: DeviceStatus = { health: 'unknown', code: 'device-not-started' };
  let running: Promise<void> | undefined;
  const tell = (status: DeviceStatus) => {
    health = status;
    context.changed();
  };

  const text = async (signal: AbortSignal): Promise<string> => {
    const { file, url } = settings;
    if (url === undefined) return fileText(file ?? '');
    const { status, body } = await exchange({ ...settings, url }, { method: 'GET' }, { time, signal });
    if (status !== 200) throw new TiskiError('neighbour-refused', `status ${status}`);
    return body;
  };

  const read = async (signal: AbortSignal): Promise<void> => {
    const lines = directoryLines(await text(signal), site.languages);
    await writeDurably(kept, JSON.stringify(lines.callers));
    callers.replace(lines.callers);
    const isWhole = lines.leftOut.size === 0;
    const fields = { callers: lines.callers.length, leftOut: Object.fromEntries(lines.leftOut) };
    if (isWhole) log.info(fields, 'directory read');
    else log.warn(fields, 'directory read, lines left out');
    tell({ health: 'ok', ...(!isWhole && { warnings: ['neighbour-left-out'] }) });
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    const before = await readIfThere(kept);
    if (before !== undefined) callers.replace(JSON.parse(before) as Caller[]);
    for (let delays = backOff(context.random, again); ; ) {
      let pause = settings.everyHours * hour;
      try {
        await read(signal);
        delays = backOff(context.random, again);
      } catch (error) {
        signal.throwIfAborted();
        const failure = failureOf(error);
        log.warn({ neighbour: 'directory', error: failure.message }, 'directory not read');
        tell({ health: 'failed', code: failure.code });
        pause = Math.min(pause, delays.next().value);
      }
      await sleep(time, pause, 'directory', signal);
    }
  };

  return {
    name: 'directory',
    get health() {
      return health;
    },
    start(signal) {
      running = untilStopped(run(signal), signal, log, 'the directory is read no more');
    },
    async stop() {
      await running;
    },
  };
}

async function fileText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new TiskiError('neighbour-unreachable', 'its file cannot be read', { cause });
  }
}
