import { spawnSync } from 'node:child_process';
import { TiskiError } from '../../hal/platform/error';

/**
 * When the sources of a checkout were made, seconds since 1970: `SOURCE_DATE_EPOCH`, else the last commit. The same sources give the same bytes
 * (reproducible-builds.org).
 * @throws TiskiError `release-refused`
 */
export function sourceSeconds(root: string, given = process.env.SOURCE_DATE_EPOCH): number {
  const text = given ?? lastCommit(root);
  if (!/^\d{1,12}$/.test(text))
    throw new TiskiError('release-refused', 'when were the sources made? Set SOURCE_DATE_EPOCH');
  return Number(text);
}

function lastCommit(root: string): string {
  return String(
    spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).stdout,
  ).trim();
}
