import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { SystemTime } from '../hal/platform/time';
import { Appliance } from './appliance';
import { loadBox } from './config/load-site';
import { withOverrides } from './config/overrides';
import { ServiceManager } from './health/service-manager';
import { createLog } from './log';
import { chance, fail, sayReady, stopOnSignal, version } from './program';
import { Satellite } from './satellite/satellite';

/** The program of the box: `tiski run`, `tiski check`, `tiski devices`. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('tiski').version(version);
  program
    .command('run')
    .description('run the appliance of a site file')
    .requiredOption('--config <file>', 'site file')
    .option('--state <folder>', 'folder that survives restarts', process.env.TISKI_STATE_DIR ?? 'state')
    .option('--log <level>', 'debug, info, warn or error', 'info')
    .action(run);
  program
    .command('check')
    .description('check a site file')
    .argument('[file]', 'site file')
    .action(async (file: string | undefined) => {
      const { runCheck } = require('./config/check-command') as typeof import('./config/check-command.js');
      process.exitCode = runCheck(file, text => process.stdout.write(text));
    });
  if (argv[0] === 'devices') {
    const { devicesCommand } =
      require('./technician/devices-command') as typeof import('./technician/devices-command.js');
    program.addCommand(devicesCommand());
  } else program.command('devices').description('see and test what is plugged in');
  await program.parseAsync(argv, { from: 'user' });
}

async function run(options: {
  readonly config: string;
  readonly state: string;
  readonly log: string;
}): Promise<void> {
  try {
    const log = createLog(options.log);
    const box = loadBox(options.config);
    for (const { code, message, line } of box.warnings) log.warn({ code, line }, message);
    const machine = {
      stateDir: resolve(options.state),
      time: new SystemTime(),
      log,
      version,
      random: chance,
    };
    const service = new ServiceManager({ environment: process.env, time: machine.time, log });
    if ('satellite' in box) {
      const satellite = new Satellite({ site: box.satellite, ...machine });
      stopOnSignal(() => {
        service.stopping();
        return satellite.stop();
      });
      satellite.start();
      service.ready(satellite.pulses);
      sayReady({ http: null, mqtt: box.satellite.mqtt.url });
      return;
    }
    const appliance = new Appliance({
      ...machine,
      site: withOverrides(box.site, process.env),
      assetsDir: join(__dirname, 'assets'),
    });
    stopOnSignal(() => {
      service.stopping();
      return appliance.stop();
    });
    const { http, mqtt } = await appliance.start();
    service.ready(appliance.pulses);
    sayReady({ http, mqtt });
  } catch (error) {
    fail(error);
  }
}
