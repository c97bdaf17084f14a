import { join } from 'node:path';
import type { FleetReport } from '../../simulator/fleet/fleet';
import { runFleet } from '../../simulator/fleet/fleet-command';
import type { VirtualFleetReport } from '../../simulator/fleet/virtual-fleet';
import { bundleProgram } from '../support/appliance-process';

const program = join(__dirname, '../../firmware/bin/tiski.js');

/** From an event to its subscriber, of 99 in a hundred, ms. */
const soonEnough = 1000;

const msOfSecond = 1000;

/**
 * `tiski fleet` at a busy day's pace beside a broker of this machine, then a country in virtual time whose broker is away for ten minutes.
 * @throws Error if an event was lost or doubled, or came too late
 */
export async function fleets({
  appliances,
  country,
  seed,
}: {
  readonly appliances: number;
  readonly country: number;
  readonly seed: number;
}): Promise<object> {
  bundleProgram();
  const real = await asked<FleetReport>('-n', String(appliances), '--seed', String(seed));
  const virtual = await asked<VirtualFleetReport>('--virtual', '-n', String(country), '--seed', String(seed));
  const late = [real.delay.p99, virtual.delay.p99 * msOfSecond].filter(p99 => p99 >= soonEnough);
  const report = { real, virtual };
  if (late.length > 0)
    throw new Error(`an event in a hundred took ${late.join(', ')} ms: ${JSON.stringify(report)}`);
  return report;
}

async function asked<Report>(...words: readonly string[]): Promise<Report> {
  let told = '';
  const out = { write: (text: string) => (told += text) };
  const code = await runFleet([...words, '--json'], out, process.stderr, program);
  if (code !== 0) throw new Error(`tiski fleet ${words.join(' ')} ended with ${code}: ${told}`);
  return JSON.parse(told) as Report;
}
