import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorsNear, samplesOf } from '../../../firmware/servicepoint/wait/samples';

const tenths = fc.integer({ min: 1, max: 300 }).map(value => value / 10);

const customers = fc
  .array(fc.record({ estimate: tenths, actual: tenths }), { maxLength: 700 })
  .map(all => all.map(one => ({ ...one, low: 0, high: 0 })));

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);

const timesOff = (estimate: number, other: number) =>
  Math.max((estimate + 1) / (other + 1), (other + 1) / (estimate + 1));

test('the last 500 customers are kept, each with the error of its own estimate', () => {
  fc.assert(
    fc.property(customers, all => {
      const { byAge, estimates, errors } = samplesOf(all);
      const last = all.slice(-500);
      assert.equal(byAge, last);
      assert.equal(estimates, ascending(last.map(({ estimate }) => estimate)));
      const waits = errors.map((error, place) => error * ((estimates[place] ?? 0) + 1) - 1);
      const actual = ascending(last.map(one => one.actual));
      for (const [place, wait] of ascending(waits).entries())
        assert.ok(Math.abs(wait - (actual[place] ?? 0)) < 1e-9);
    }),
    { numRuns: 60 },
  );
});

test('the band is made of those who were told about as much, whoever else was there', () => {
  fc.assert(
    fc.property(customers, tenths, fc.integer({ min: 1, max: 200 }), (all, estimate, most) => {
      const samples = samplesOf(all);
      const chosen = errorsNear(estimate, samples, most);
      const wanted = samples.byAge.map(each => timesOff(estimate, each.estimate)).sort((a, b) => a - b);
      assert.is(chosen.length, Math.min(most, samples.byAge.length));
      const place = samples.errors.findIndex((_, at) =>
        chosen.every((error, index) => samples.errors[at + index] === error),
      );
      const found = samples.estimates.slice(place, place + chosen.length);
      const off = ascending(found.map(each => timesOff(estimate, each)));
      for (const [index, value] of off.entries()) assert.ok(Math.abs(value - (wanted[index] ?? 0)) < 1e-9);
    }),
    { numRuns: 200 },
  );
});

test.run();
