import { test } from 'uvu';
import { powerCuts } from '../proof/power-cuts';

/** A sample; `npm run proof -- power-cuts` has all of them, and is part of continuous integration. */
const kills = 12;

test(`${kills} kills in bursts of presses: no number twice, every acknowledged ticket there, no gap, ready again within 2 s`, async () => {
  await powerCuts({ kills, seed: Number(process.env.TISKI_SEED ?? 7) });
});

test.run();
