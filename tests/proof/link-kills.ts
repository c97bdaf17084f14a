import { linkTorture, type TortureReport } from './link-torture';

/** Seconds for one kill: the start of the box and some time to do something in. */
const each = 2.4;

/** The same with SIGKILL of the box at random, so often. */
export function linkKills({
  kills,
  seed,
}: {
  readonly kills: number;
  readonly seed: number;
}): Promise<TortureReport> {
  return linkTorture({ seconds: kills * each, seed, kills });
}
