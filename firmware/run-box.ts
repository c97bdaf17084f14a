import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isTiskiError, messageOf, TiskiError } from '../hal/platform/error';
import { SystemTime } from '../hal/platform/time';
import { Appliance } from './appliance';
import { loadBox } from './config/load-site';
import { withOverrides } from './config/overrides';
import { keepAsStarted, keepCompiledSoon, keepSmall } from './footprint';
import { kernelClockSynced } from './health/box/kernel-clock';
import { machineAt } from './health/box/machine';
import { adoptCareAnswers } from './health/care/care-answers';
import { careSettingsOf, keepCareSettings, keptCareSettings } from './health/care/care-settings';
import { ServiceManager } from './health/service-manager';
import { StartRecord, type StartsBefore } from './health/start-record';
import { createLog } from './log';
import { LogTail } from './log-tail';
import { chance, fail, sayReady, stopOnSignal, version } from './program';
import { underWayIn } from './reset-by-hand';
import { Satellite } from './satellite/satellite';
import { journalIn, lockFile, satelliteLockIn } from './state-lock';

export interface RunOptions {
  /** Site file. */
  readonly config: string;
  /** Folder that survives restarts. */
  readonly state: string;
  /** Level of the log. */
  readonly log: string;
  /** Keeps for the next start what has been compiled by now. */
  readonly keepCompiled: () => void;
}

/** `tiski run`: a box from its start to its end. After starts that failed in a row it comes up for remote care alone. */
export async function runBox(options: RunOptions): Promise<void> {
  keepSmall();
  const stateDir = resolve(options.state);
  const config = siteFileOf(options.config, stateDir);
  const logTail = new LogTail();
  const log = createLog(options.log, logTail);
  const machine = { stateDir, time: new SystemTime(), log, version, random: chance };
  const service = new ServiceManager({ environment: process.env, time: machine.time, log });
  const record = new StartRecord(machine);
  let running: { stop(): Promise<void> } | undefined;
  let stopping = false;
  let served = false;

  const care = async ({ failed, cause = 'box-start-failed' }: StartsBefore): Promise<void> => {
    const { CareMode } = require('./health/care/care-mode') as typeof import('./health/care/care-mode.js');
    const settings = await settingsForCare(config, stateDir);
    const mode = new CareMode({ settings, cause, ...machine });
    running = mode;
    log.error({ code: 'box-care', failed, cause }, 'the box serves nobody: remote care only');
    const addresses = await mode.start();
    service.ready(mode.pulses, `remote care only: ${cause}`);
    process.stdout.write(`${JSON.stringify({ ready: false, care: cause, ...addresses })}\n`);
    await mode.restart;
    running = undefined;
    await mode.stop(false);
    await record.tryAgain();
  };

  const serve = async (): Promise<void> => {
    const box = loadBox(config);
    for (const { code, message, line } of box.warnings) log.warn({ code, line }, message);
    const site = 'site' in box ? withOverrides(box.site, process.env) : box.satellite;
    // The box lives where its site is: `Date` then tells local time, for which other zones need the formats of `Intl`.
    if ('timezone' in site) process.env.TZ = site.timezone;
    const restartable = isSupervised(process.env) && { onRestart: () => endWith(restartStatus) };
    const updaterDir = process.env.TISKI_HOME ?? '/opt/tiski';
    const part =
      'hub' in site
        ? new Satellite({
            ...machine,
            machine: machineAt('/', kernelClockSynced),
            site,
            updaterDir,
            ...restartable,
          })
        : new Appliance({
            ...machine,
            machine: machineAt('/', kernelClockSynced),
            site,
            logTail,
            assetsDir: join(__dirname, 'assets'),
            updaterDir,
            ...restartable,
          });
    if (part instanceof Appliance) await adoptCareAnswers(stateDir, part.runtime.journal);
    running = part;
    const addresses = await part.start();
    const kept = keepCareSettings(stateDir, careSettingsOf(site)).catch(error =>
      log.warn({ error: messageOf(error) }, 'settings for remote care not kept'),
    );
    await Promise.all([record.served(), kept]);
    service.ready(part.pulses);
    served = true;
    keepCompiledSoon(machine.time, options.keepCompiled);
    sayReady(addresses ?? { http: null, mqtt: site.mqtt?.url ?? null });
  };

  let ending: Promise<void> | undefined;
  const end = async () => {
    stopping = true;
    service.stopping();
    await running?.stop();
    await record.ended();
    // Of a start that came to nothing too little has been compiled to be worth keeping.
    if (served) keepAsStarted(options.keepCompiled);
  };
  const endWith = (status: number) => {
    ending ??= end();
    ending.then(
      () => process.exit(status),
      error => {
        fail(error);
        process.exit(1);
      },
    );
  };
  stopOnSignal(() => {
    ending ??= end();
    return ending;
  });
  try {
    // Before anything is written: another program may be running with this folder.
    for (const file of [journalIn(stateDir), satelliteLockIn(stateDir)]) lockFile(file, { make: false })();
    if (existsSync(underWayIn(stateDir))) throw new TiskiError('life-under-way', underWayIn(stateDir));
  } catch (error) {
    return fail(error);
  }
  process.on('exit', code => {
    if (code !== 0 && !stopping) record.crashed();
  });
  try {
    const before = await record.begin();
    if (before.hopeless) await care(before);
    await serve();
  } catch (error) {
    await record.failed(isTiskiError(error) ? error.code : 'internal-error');
    fail(error);
  }
}

/** The file that was made by hand; where there is none, the one that a technician's set-up left (`tiski setup`). */
function siteFileOf(config: string, stateDir: string): string {
  const setUp = join(stateDir, 'box', 'site.yaml');
  return !existsSync(config) && existsSync(setUp) ? setUp : config;
}

/** EX_TEMPFAIL of sysexits.h: ended in good order, to be started again (`RestartForceExitStatus` of the unit). */
const restartStatus = 75;

/** Whether something starts the program again when it ends: the service manager does, and whoever says so. */
function isSupervised({ NOTIFY_SOCKET, TISKI_SUPERVISED }: NodeJS.ProcessEnv): boolean {
  return NOTIFY_SOCKET !== undefined || TISKI_SUPERVISED === 'yes';
}

/** Of the site file if it can be read, else as they were when the box last served. @throws TiskiError `site-refused` */
async function settingsForCare(siteFile: string, stateDir: string) {
  try {
    const box = loadBox(siteFile);
    return careSettingsOf('site' in box ? withOverrides(box.site, process.env) : box.satellite);
  } catch (error) {
    const kept = await keptCareSettings(stateDir).catch(() => undefined);
    if (kept) return kept;
    throw error;
  }
}
