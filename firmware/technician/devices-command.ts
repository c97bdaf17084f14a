import { Command, InvalidArgumentError } from 'commander';
import { SystemTime } from '../../hal/platform/time';
import { createLog } from '../log';
import { fail } from '../program';
import { askPerson } from './ask';
import { runList } from './list-command';
import type { TestOptions } from './test-command';
import type { Tools } from './tools';
import type { WatchOptions } from './watch-command';

/** Exit code for a command that is written wrong or a site file that cannot be used. 1 is "looked, and it is not well". */
const unusable = 2;

/** `tiski devices …`: what a technician uses over SSH. */
export function devicesCommand(): Command {
  const devices = new Command('devices').description('see and test what is plugged in');
  devices
    .command('list')
    .description('what is plugged in, and the lines for the site file')
    .option('--config <file>', 'site file: also say whether what it names is there')
    .option('--json', 'for programs')
    .action(options => run(() => runList(options, out)));
  withSite(devices.command('watch'))
    .description('show presses, edges and what devices say, live, until Ctrl-C')
    .argument('[names...]', 'devices of the site file; all, if left out')
    .option('--bytes', 'every byte of printers and boards as well')
    .action((names: string[], options: WatchOptions) =>
      run(() => {
        const { runWatch } = require('./watch-command') as typeof import('./watch-command.js');
        return runWatch(names, options, tools());
      }),
    );
  withSite(devices.command('test'))
    .description('blink, beep, print a test ticket, or wait for a press')
    .argument('<name>', 'a device of the site file')
    .option('--wait <seconds>', 'how long to wait for a press or a ring (30; 120 for a ring)', seconds)
    .action((name: string, options: TestOptions) =>
      run(() => {
        const { runTest } = require('./test-command') as typeof import('./test-command.js');
        return runTest(name, options, tools());
      }),
    );
  // Commander says what is wrong; the code tells it from a device that is not well.
  for (const command of [devices, ...devices.commands])
    command.exitOverride(error => process.exit(error.exitCode === 0 ? 0 : unusable));
  return devices;
}

function withSite(command: Command): Command {
  return command
    .requiredOption('--config <file>', 'site file')
    .option('--state <folder>', 'state folder of the appliance', process.env.TISKI_STATE_DIR ?? 'state');
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('Write seconds, 1 to 3600.');
  return value;
}

const out = (text: string) => void process.stdout.write(text);

/** What the tools need of the outside. Only faults of the program are logged: what devices do is told in words. */
function tools(): Tools {
  const interrupted = interruption();
  return {
    out,
    time: new SystemTime(),
    log: createLog('fatal'),
    environment: process.env,
    interrupted,
    ask: question => askPerson(question, interrupted, process),
  };
}

/** Aborted by the first Ctrl-C. One that is pressed again ends the program at once; the second of a pair within a second is the same one. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  let at: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (at !== undefined && performance.now() - at > 1000) process.exit(1);
      at ??= performance.now();
      controller.abort();
    });
  }
  return controller.signal;
}

async function run(action: () => number | Promise<number>): Promise<void> {
  // Whoever reads may stop reading, as `head` does.
  process.stdout.on('error', () => process.exit(1));
  try {
    process.exitCode = await action();
  } catch (error) {
    fail(error);
    process.exitCode = unusable;
  }
}
