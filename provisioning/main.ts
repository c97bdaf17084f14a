import { Command } from 'commander';
import { boxCommands } from './commands/box-commands';
import { lifeCommands } from './commands/life-commands';
import { regionCommands } from './commands/region-commands';
import { serveCommand } from './commands/serve-command';

/** `tiski provision …`, `tiski setup` and `tiski package …`. @param argv with that word first */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv[0] === 'package') {
    const { packageCommand } =
      require('./package/package-command') as typeof import('./package/package-command');
    return void (await packageCommand().parseAsync(argv.slice(1), { from: 'user' }));
  }
  if (argv[0] === 'setup') {
    process.umask(0o077);
    const { setupCommand } =
      require('./commissioning/setup-command') as typeof import('./commissioning/setup-command');
    return void (await setupCommand().parseAsync(argv.slice(1), { from: 'user' }));
  }
  // Keys and registers are nobody else's business.
  process.umask(0o077);
  const program = new Command('tiski provision').description(
    'identity of boxes, and the service of their region',
  );
  for (const command of [...boxCommands(), ...lifeCommands(), serveCommand(), ...regionCommands()])
    program.addCommand(command);
  await program.parseAsync(argv.slice(1), { from: 'user' });
}
