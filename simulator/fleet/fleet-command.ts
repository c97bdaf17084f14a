import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { messageOf } from '../../hal/platform/error';
import { runCrew } from './crew';
import { fleet } from './fleet';
import { fleetText, virtualText } from './fleet-report';
import { virtualFleet } from './virtual-fleet';

/** Where text goes; the standard streams fit. */
interface Output {
  write(text: string): unknown;
}

const help = `usage: tiski fleet [-n N] [--broker URL] [--pace N] [--seconds N] [--json]
       tiski fleet --virtual [-n N] [--outage MINUTES] [--capacity N] [--json]

  -n, --appliances N  how many (200; 100000 with --virtual)
  --broker URL        report to this one, such as mqtt://127.0.0.1:1883; otherwise a Mosquitto is started
  --pace N            times the busiest hour of the busiest of the sourced points (1)
  --seconds N         of business that are measured (60); as many of quiet before, 30 at most
  --processes N       that the appliances are shared among (one for each processor)
  --virtual           a day of a country, in virtual time
  --outage MINUTES    for which the broker is away in the forenoon (10)
  --capacity N        messages a second that the broker can take (10000)
  --seed N            (1)
  --json              figures as JSON
`;

const options = {
  appliances: { type: 'string', short: 'n' },
  broker: { type: 'string' },
  pace: { type: 'string', default: '1' },
  seconds: { type: 'string', default: '60' },
  processes: { type: 'string' },
  virtual: { type: 'boolean', default: false },
  outage: { type: 'string', default: '10' },
  capacity: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  crew: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * `tiski fleet`.
 * @param argv what follows the word `fleet`
 * @param program that the processes of a fleet are made from
 * @returns exit code: 0; 1 if events were lost or the fleet did not come up; 2 for a wrong argument
 */
export async function runFleet(
  argv: readonly string[],
  out: Output,
  notes: Output = process.stderr,
  program = String(process.argv[1]),
): Promise<number> {
  const asked = understood(argv);
  if (typeof asked === 'string') {
    notes.write(`${asked}\n\n${help}`);
    return 2;
  }
  const { values } = asked;
  if (values.help) {
    out.write(help);
    return 0;
  }
  if (values.crew) {
    await runCrew();
    return 0;
  }
  const number = (name: keyof typeof numbers, usual: number = numbers[name]) => Number(values[name] ?? usual);
  try {
    if (values.virtual) {
      const report = virtualFleet({
        appliances: number('appliances', 100_000),
        seed: number('seed'),
        outage: number('outage'),
        capacity: number('capacity'),
      });
      out.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : virtualText(report));
      return 0;
    }
    const seconds = number('seconds');
    const report = await fleet({
      appliances: number('appliances', 200),
      ...(values.broker !== undefined && { broker: values.broker }),
      pace: number('pace'),
      seconds,
      quiet: Math.min(30, seconds),
      processes: number('processes'),
      seed: number('seed'),
      version: process.env.TISKI_VERSION ?? 'development',
      program,
      notes: line => notes.write(`${line}\n`),
    });
    out.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : fleetText(report));
    return report.missing + report.doubled + report.behind === 0 ? 0 : 1;
  } catch (error) {
    notes.write(`${messageOf(error)}\n`);
    return 1;
  }
}

/** Arguments that are numbers, with what they are if left out. */
const numbers = {
  appliances: 0,
  pace: 1,
  seconds: 60,
  processes: availableParallelism(),
  outage: 10,
  capacity: 10_000,
  seed: 1,
};

function understood(argv: readonly string[]) {
  try {
    const asked = parseArgs({ args: [...argv], options });
    for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) {
      const text = asked.values[name];
      if (text !== undefined && !(Number(text) > 0 || (name === 'outage' && text === '0')))
        return `--${name} ${text} is not a number above 0`;
    }
    return asked;
  } catch (error) {
    return messageOf(error);
  }
}
