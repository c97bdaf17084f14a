import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { linkTorture } from '../proof/link-torture';

/** A sample of two proofs at once; `npm run proof` has the whole. */
const kills = 3;

test('through 18 s of faults of network and broker and some kills the receiver has every event once and in order, and no command is carried out twice', async () => {
  const seed = Number(process.env.TISKI_SEED ?? 7);
  const report = await linkTorture({ seconds: 18, seed, kills });
  assert.is(report.kills, kills);
  assert.ok(report.events > 50, `${report.events} events`);
  assert.ok(Object.keys(report.faults).length > 8, JSON.stringify(report.faults));
});

test.run();
