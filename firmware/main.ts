import { Command } from 'commander';
import { version } from './program';
import { type RunOptions, runBox } from './run-box';

/**
 * The program of the box: `tiski run`, `tiski check`, `tiski devices`.
 * @param keepCompiled keeps for the next start what has been compiled by now (`bin/load-program.js`)
 */
export async function main(argv: readonly string[], keepCompiled: () => void): Promise<void> {
  // What a box keeps is for its own user, the journal too, whose files SQLite makes.
  process.umask(0o077);
  // Node opens its debugger on this signal unless somebody listens to it.
  process.on('SIGUSR1', () => {});
  const program = new Command('tiski').version(version);
  program
    .command('run')
    .description('run the appliance of a site file')
    .requiredOption('--config <file>', 'site file')
    .option('--state <folder>', 'folder that survives restarts', process.env.TISKI_STATE_DIR ?? 'state')
    .option('--log <level>', 'debug, info, warn or error', 'info')
    .action((options: Omit<RunOptions, 'keepCompiled'>) => runBox({ ...options, keepCompiled }));
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
  if (argv[0] === 'tokens') {
    const { tokensCommand } =
      require('./screens/access/tokens-command') as typeof import('./screens/access/tokens-command.js');
    program.addCommand(tokensCommand());
  } else program.command('tokens').description('let browsers and programs act in a role');
  if (argv[0] === 'technician') {
    const { technicianCommand } =
      require('./screens/access/technician-command') as typeof import('./screens/access/technician-command.js');
    program.addCommand(technicianCommand());
  } else program.command('technician').description('let a technician in');
  if (argv[0] === 'queue') {
    const { queueCommand } = require('./queue-command') as typeof import('./queue-command.js');
    program.addCommand(queueCommand());
  } else program.command('queue').description('who waits at a box that stands still');
  await program.parseAsync(argv, { from: 'user' });
}
