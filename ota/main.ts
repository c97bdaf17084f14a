import { SystemTime } from '../hal/platform/time';
import { realDisk } from './disk/real-disk';
import { fetchLimits } from './fetch/fetch-limits';
import { openUrl } from './fetch/open-url';

/** Silence of a server that ends a request, ms. */
const silence = 30_000;

/** The updater: `tiski update …`, `tiski release …` and, for the conformance suite, `tiski tuf …`. */
export async function main(argv: readonly string[]): Promise<void> {
  const [command, ...rest] = argv;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const shared = {
    disk: realDisk,
    limits: fetchLimits,
    time: new SystemTime(),
    print,
  };
  const transport = openUrl({ silence, userAgent: `tiski/${process.env.TISKI_VERSION ?? 'development'}` });
  if (command === 'tuf') {
    const { tufCommand } = require('./trust/tuf-command') as typeof import('./trust/tuf-command');
    process.exitCode = await tufCommand(rest, { ...shared, transport });
  }
}
