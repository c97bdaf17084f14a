import { accuracyOf } from '../../firmware/servicepoint/wait/accuracy';
import { type Load, loads } from '../support/wait-reference/customers';
import { sumsOf } from '../support/wait-reference/judge';
import { asDefined, variations } from '../support/wait-reference/variations';

/**
 * The referee of the wait estimate: the reference office replayed through the real core, ours beside the estimators that its definition is
 * published with and, where the office is as defined, beside one that knows everything. Minutes of run time:
 * `node -r ts-node/register tests/bench/wait-reference.ts [seeds=10] [days=120] [part of a variation's name]`
 */
const [, , seeds = '10', days = '120', chosen = ''] = process.argv;

const number = (value: number, width: number, digits = 2) => value.toFixed(digits).padStart(width);

for (const variation of variations.filter(({ name }) => name.includes(chosen))) {
  process.stdout.write(`\n${variation.name}\n`);
  for (const load of Object.keys(loads) as Load[]) {
    const run = { seeds: Number(seeds), days: Number(days), withFloor: variation === asDefined };
    for (const [name, sums] of sumsOf(load, variation, run)) {
      const accuracy = accuracyOf(sums);
      if (!accuracy) continue;
      const { count, rmse, mae, bias, coverage, meanWait } = accuracy;
      const isOurs = name === 'tiski';
      const band = isOurs ? `  band holds ${number(coverage * 100, 5, 1)} %` : '';
      if (isOurs) process.stdout.write(`  ${load}: ${count} waits, mean ${meanWait.toFixed(1)} min\n`);
      process.stdout.write(
        `    ${name.padEnd(17)} RMSE ${number(rmse, 6)}  MAE ${number(mae, 6)}  bias ${number(bias, 6)}${band}\n`,
      );
    }
  }
}
