import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { SystemTime } from '../../hal/platform/time';
import { interruption, listenAddress, run, serviceUrl } from '../commands/terminal';
import { lockIdentity } from '../identity/identity-lock';
import { identityIn } from '../life/box-folders';
import { BoxLife, type BoxLifeOptions } from '../life/box-life';
import { readRecord } from '../life/life-record';
import { giveToOwner } from '../life/permission';
import { checkByProgram } from './check-site';
import { machineNetwork } from './network/network';
import { Setup } from './setup';
import { FolderDisk } from './setup-disk';
import { isFinished, siteFile } from './stage';
import { queueByProgram, setUpBox, successionOf } from './succession';

interface SetupWishes {
  readonly state: string;
  readonly config?: string;
  readonly listen?: { readonly host: string; readonly port: number };
  readonly region?: string;
  readonly printer?: string;
  readonly once?: true;
}

/** Phones in the same network come to it, for as long as the box is set up. */
const usualListen = { host: '0.0.0.0', port: 8443 } as const;

/** The front door of all programs, from `dist/` of a release or a checkout. */
const program = join(__dirname, '..', 'firmware', 'bin', 'tiski.js');

/** `tiski setup`: a box as it comes out of its cardboard. Sets it up, and from then on starts what it was set up to be. */
export function setupCommand(): Command {
  return new Command('tiski setup')
    .description('start the box: set it up as long as it is factory-fresh, run its appliance ever after')
    .option('--state <folder>', 'folder that survives restarts', process.env.TISKI_STATE_DIR ?? 'state')
    .option('--config <file>', 'a site file that was made by hand: if it is there, the box is what it says')
    .option('--listen <address>', 'of the page to set it up by (0.0.0.0:8443)', listenAddress)
    .option(
      '--region <address>',
      'of the region’s service, if the claims do not say it',
      serviceUrl,
      process.env.TISKI_REGION_URL,
    )
    .option(
      '--printer <address>',
      'tcp://HOST:PORT, serial:PORT or usb:VENDOR:PRODUCT; the first on USB, if left out',
      process.env.TISKI_PRINTER_URL,
    )
    .option('--once', 'end when the box is finished: somebody else starts its appliance')
    .action((wishes: SetupWishes) => run(() => setUp(wishes)));
}

async function setUp({ state, config, listen, region, printer, once }: SetupWishes): Promise<void> {
  const folder = resolve(state);
  const disk = new FolderDisk(folder);
  if (config !== undefined && existsSync(config)) return become(folder, config);
  const serve = () => (once ? undefined : become(folder, join(folder, siteFile)));
  const time = new SystemTime();
  const box = setUpBox(folder, time);
  await finishLife(box);
  if (await isFinished(disk)) return serve();
  await disk.makeFolder('.');
  const pino: typeof import('pino') = require('pino');
  const log = pino.pino({ base: null }, pino.destination(2));
  let finished = () => {};
  const whenFinished = new Promise<boolean>(resolve => {
    finished = () => resolve(true);
  });
  const setup = new Setup({
    folder,
    disk,
    listen: listen ?? usualListen,
    assetsDir: join(__dirname, 'assets'),
    network: machineNetwork(),
    time,
    log,
    version: process.env.TISKI_VERSION ?? 'development',
    checkSite: checkByProgram(program),
    succession: successionOf(box, queueByProgram(program)),
    regionUrl: region,
    printer,
    onFinished: () => finished(),
  });
  const { url, fingerprint } = await setup.start();
  process.stdout.write(`${JSON.stringify({ ready: true, setup: url ?? null, fingerprint })}\n`);
  const interrupted = interruption();
  const stopped = new Promise<boolean>(resolve =>
    interrupted.addEventListener('abort', () => resolve(false), { once: true }),
  );
  if (await Promise.race([whenFinished, stopped])) return serve();
  await setup.stop();
}

/** Where no `tiski-life.service` has done it: what a power cut has interrupted goes on first. What left no trace is begun anew. */
async function finishLife(box: BoxLifeOptions): Promise<void> {
  const { disk, folders } = box;
  if (!readRecord(disk, folders)) return;
  const unlock = await lockIdentity(identityIn(folders));
  try {
    await new BoxLife(box).finish();
  } catch (error) {
    if (readRecord(disk, folders)) throw error;
  } finally {
    giveToOwner(folders.state);
    unlock();
  }
}

/** The same process goes on as the appliance: whoever started and watches it notices nothing. */
function become(folder: string, site: string): never {
  const words = ['run', '--config', site, '--state', folder];
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, program, ...words], process.env);
  throw new Error('this Node cannot become another program');
}
