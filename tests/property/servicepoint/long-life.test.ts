import { test } from 'uvu';
import { longLives } from '../../proof/long-lives';

/** A sample: `npm run proof -- long-lives` has a million commands, and is part of continuous integration. */
test('a life of 40 000 commands of every kind, by everybody, over twenty days breaks no invariant', () => {
  longLives({ lives: 1, commands: 40_000, seed: 1 });
});

test.run();
