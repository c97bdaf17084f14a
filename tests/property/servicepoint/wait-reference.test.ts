import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Accuracy, accuracyOf, noSums } from '../../../firmware/servicepoint/wait/accuracy';
import { type Load, loads } from '../../support/wait-reference/customers';
import { type Estimator, sumsOf } from '../../support/wait-reference/judge';
import { asDefined, variations } from '../../support/wait-reference/variations';

/** A small part of what `tests/bench/wait-reference.ts` runs: bounds are wider by what fewer days leave to chance. */
const run = { seeds: 1, days: 120 };
const bounds = { bias: 1.5, coverage: { least: 0.765, most: 0.835 } };

function accuracyIn(sums: ReturnType<typeof sumsOf>, name: Estimator): Accuracy {
  const accuracy = accuracyOf(sums.get(name) ?? noSums);
  assert.ok(accuracy, name);
  return accuracy;
}

for (const variation of variations) {
  const ofInterest: readonly Load[] = variation === asDefined ? (Object.keys(loads) as Load[]) : ['medium'];
  for (const load of ofInterest) {
    test(`the wait is told well: ${variation.name}, ${load}`, () => {
      const sums = sumsOf(load, variation, run);
      const ours = accuracyIn(sums, 'tiski');
      // Without a roster lunch cannot be foreseen, so it is held against those who know none either.
      const rival = accuracyIn(sums, variation.withoutRoster ? 'queue length' : 'fluid');
      assert.ok(ours.rmse <= rival.rmse * 1.005, `RMSE ${ours.rmse}, the other's ${rival.rmse}`);
      const bias = variation.withoutRoster ? 2 * bounds.bias : bounds.bias;
      assert.ok(Math.abs(ours.bias) <= bias, `bias ${ours.bias}`);
      const { least, most } = bounds.coverage;
      assert.ok(ours.coverage >= least && ours.coverage <= most, `the band holds ${ours.coverage}`);
    });
  }
}

test('the others do as the definition of the office says they do', () => {
  const sums = sumsOf('light', asDefined, { seeds: 1, days: 120 });
  const said = [
    ['fluid', 6.72, -0.97],
    ['queue length', 9.07, -3.09],
    ['head of line', 10.81, 4.27],
    ['last to enter', 12.06, 4.17],
    ['last 30', 17.04, 8.85],
  ] as const;
  for (const [name, rmse, bias] of said) {
    const found = accuracyIn(sums, name);
    assert.is(found.rmse.toFixed(2), rmse.toFixed(2), name);
    assert.is(found.bias.toFixed(2), bias.toFixed(2), name);
  }
});

test.run();
