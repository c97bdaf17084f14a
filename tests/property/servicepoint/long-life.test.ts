import { test } from 'uvu';
import { longLives } from '../../proof/long-lives';

/** A sample; `npm run proof -- long-lives` has a million commands, and is part of continuous integration. */
const lives = 2;

test(`${lives} lives of 100 000 commands of every kind, by everybody, over a hundred days break no invariant`, () => {
  longLives({ lives, seed: 1 });
});

test.run();
