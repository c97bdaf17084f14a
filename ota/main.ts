import { isTiskiError, messageOf } from '../hal/platform/error';
import { SystemTime } from '../hal/platform/time';
import { realDisk } from './disk/real-disk';

/** The updater: `tiski update …`, `tiski release …` and, for the conformance suite, `tiski tuf …`. */
export async function main(argv: readonly string[]): Promise<void> {
  const [command, ...rest] = argv;
  const time = new SystemTime();
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const userAgent = `tiski/${process.env.TISKI_VERSION ?? 'development'}`;
  if (command === 'tuf') {
    const { tufCommand } = require('./trust/tuf-command') as typeof import('./trust/tuf-command');
    const { fetchLimits } = require('./fetch/fetch-limits') as typeof import('./fetch/fetch-limits');
    const { openUrl } = require('./fetch/open-url') as typeof import('./fetch/open-url');
    const transport = openUrl({ silence: fetchLimits.window, userAgent });
    process.exitCode = await tufCommand(rest, {
      disk: realDisk,
      transport,
      limits: fetchLimits,
      time,
      print,
    });
    return;
  }
  try {
    if (command === 'release') {
      const { releaseCommand } =
        require('./release/release-command') as typeof import('./release/release-command');
      await releaseCommand({ disk: realDisk, time, print }).parseAsync(rest, { from: 'user' });
    } else {
      const { updateCommand } =
        require('./client/update-command') as typeof import('./client/update-command');
      await updateCommand({ disk: realDisk, time, print, userAgent }).parseAsync(rest, { from: 'user' });
    }
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n${isTiskiError(error) ? `${error.advice}\n` : ''}`);
    process.exitCode = 1;
  }
}
