import { Command } from 'commander';
import { createLog, LogTail } from '../firmware/log';
import { chance, fail, sayReady, stopOnSignal, version } from '../firmware/program';
import { SystemTime } from '../hal/platform/time';
import { SimulatedSite } from './simulated-site';
import { environmentHelp, siteSettings } from './site-settings';

/** The program of the other side: `tiski site` (which is `npm start`), `tiski simulate`, `tiski fleet`. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('tiski').version(version);
  program
    .command('site')
    .description('a whole simulated service point on this machine')
    .argument('[site]', 'a site of simulator/sites, or a site file', 'mikkeli')
    .option(
      '--simulated',
      'virtual devices in the place of all but the printers, whatever drivers the file names',
    )
    .option('--seed <number>', 'seed of the people', '1')
    .option('--log <level>', 'debug, info, warn or error', 'warn')
    .addHelpText('after', environmentHelp)
    .action(site);
  program
    .command('simulate')
    .description('a scenario in virtual time, with its figures')
    .allowUnknownOption()
    .argument('[arguments...]')
    .helpOption(false)
    .action(async () => {
      const { runSimulate } = require('./simulate-command') as typeof import('./simulate-command.js');
      process.exitCode = await runSimulate(argv.slice(1), process.stdout);
    });
  program
    .command('fleet')
    .description('many appliances report to a real broker, or a country of them in virtual time')
    .allowUnknownOption()
    .argument('[arguments...]')
    .helpOption(false)
    .action(async () => {
      const { runFleet } = require('./fleet/fleet-command') as typeof import('./fleet/fleet-command.js');
      process.exitCode = await runFleet(argv.slice(1), process.stdout);
    });
  await program.parseAsync(argv, { from: 'user' });
}

interface SiteOptions {
  readonly simulated?: boolean;
  readonly seed: string;
  readonly log: string;
}

async function site(name: string, options: SiteOptions): Promise<void> {
  try {
    const logTail = new LogTail();
    const simulated = new SimulatedSite({
      settings: siteSettings(name, options.seed, process.env),
      virtual: options.simulated ?? false,
      time: new SystemTime(),
      log: createLog(options.log, logTail),
      logTail,
      version,
      random: chance,
    });
    stopOnSignal(() => simulated.stop());
    const addresses = await simulated.start();
    sayReady(addresses);
    process.stderr.write(
      `Open ${addresses.http} in a browser. Messages go to ${addresses.mqtt}. Ctrl-C ends it.\n`,
    );
  } catch (error) {
    fail(error);
  }
}
