import { resolve } from 'node:path';
import { Command } from 'commander';
import { SystemTime } from '../../../hal/platform/time';
import { fail } from '../../program';
import { pairingCodeLasts } from '../../servicepoint/box/pairing';
import { accessIn } from './access-folder';
import { PairingCodes } from './pairing-codes';

/** `tiski technician pair`: what a slip would say, where no printer can print one. The box may be running. */
export function technicianCommand(): Command {
  const technician = new Command('technician').description('let a technician in');
  technician
    .command('pair')
    .description('a code for the page /technician, for when the printer is down; the newest only, once')
    .option('--state <folder>', 'state folder of the appliance', process.env.TISKI_STATE_DIR ?? 'state')
    .action(async ({ state }: { readonly state: string }) => {
      try {
        const codes = new PairingCodes({ folder: accessIn(resolve(state)), time: new SystemTime() });
        process.stdout.write(
          `${await codes.make()}\nType it at /technician within ${pairingCodeLasts / 60_000} minutes.\n`,
        );
      } catch (error) {
        fail(error);
      }
    });
  return technician;
}
