import { resolve } from 'node:path';
import { Command } from 'commander';
import { SystemTime } from '../hal/platform/time';
import { loadBox } from './config/load-site';
import { fail } from './program';
import { standingQueue } from './standing-queue';
import { journalIn, lockFile } from './state-lock';

/** `tiski queue`: who waits at a box that stands still, and which numbers come next. One line of JSON; nothing for a satellite, which has no queue. */
export function queueCommand(): Command {
  return new Command('queue')
    .description('who waits at a box that stands still, and which numbers come next')
    .requiredOption('--config <file>', 'site file')
    .option('--state <folder>', 'folder that survives restarts', process.env.TISKI_STATE_DIR ?? 'state')
    .action(async ({ config, state }: { readonly config: string; readonly state: string }) => {
      try {
        const box = loadBox(config);
        if (!('site' in box)) return;
        lockFile(journalIn(state), { make: false })();
        const queue = await standingQueue(box.site, resolve(state), new SystemTime());
        process.stdout.write(`${JSON.stringify(queue)}\n`);
      } catch (error) {
        fail(error);
      }
    });
}
