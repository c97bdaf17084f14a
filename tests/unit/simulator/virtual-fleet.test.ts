import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { virtualFleet } from '../../../simulator/fleet/virtual-fleet';

const test = suite('a country in virtual time');

const country = { appliances: 2000, seed: 1, outage: 10, capacity: 10_000 };

test('A broker that is away for ten minutes gets every message afterwards, and every box back in ten', () => {
  const { outage, messages, withOutage, delay } = virtualFleet(country);
  assert.is(messages, 2000 * 702);
  assert.ok(outage && outage.most <= 600, `${outage?.most} s`);
  assert.ok(outage.connections <= 20, `${outage.connections} connections in a second`);
  assert.ok(withOutage.max > 600 && withOutage.max < 1200, `${withOutage.max} s`);
  assert.ok(delay.p99 < 1, `${delay.p99} s in the broker`);
});

test('A broker that is too small is found out by the wait', () => {
  const busiest = virtualFleet({ ...country, outage: 0 }).busiest;
  const { delay } = virtualFleet({ ...country, outage: 0, capacity: busiest / 4 });
  assert.ok(delay.p99 > 60, `${delay.p99} s`);
});

test('The same seed is the same day', () => {
  assert.equal(virtualFleet({ ...country, appliances: 100 }), virtualFleet({ ...country, appliances: 100 }));
});

test.run();
