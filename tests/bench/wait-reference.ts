import { accuracyOf } from '../../firmware/servicepoint/wait/accuracy';
import { type Load, loads } from '../support/wait-reference/customers';
import { estimators, sumsOf } from '../support/wait-reference/judge';
import { variations } from '../support/wait-reference/variations';

/**
 * The referee of the wait estimate: the reference office replayed through the real core, ours beside the estimators that its definition is
 * published with. `node -r ts-node/register tests/bench/wait-reference.ts [seeds=10] [days=120] [part of a variation's name]`
 */
const seeds = Number(process.argv[2] ?? 10);
const days = Number(process.argv[3] ?? 120);
const chosen = process.argv[4] ?? '';

const number = (value: number, width: number, digits = 2) => value.toFixed(digits).padStart(width);

for (const variation of variations.filter(({ name }) => name.includes(chosen))) {
  process.stdout.write(`\n${variation.name}\n`);
  for (const load of Object.keys(loads) as Load[]) {
    const sums = sumsOf(load, variation, seeds, days);
    for (const name of estimators) {
      const accuracy = accuracyOf(sums[name]);
      if (!accuracy) continue;
      const { count, rmse, mae, bias, coverage, meanWait } = accuracy;
      if (name === 'tiski')
        process.stdout.write(`  ${load}: ${count} waits, mean ${meanWait.toFixed(1)} min\n`);
      const band = name === 'tiski' ? `  band holds ${number(coverage * 100, 5, 1)} %` : '';
      process.stdout.write(
        `    ${name.padEnd(14)} RMSE ${number(rmse, 6)}  MAE ${number(mae, 6)}  bias ${number(bias, 6)}${band}\n`,
      );
    }
  }
}
