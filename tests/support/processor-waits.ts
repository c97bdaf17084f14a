import { readdirSync, readFileSync } from 'node:fs';

/**
 * Milliseconds in which the processes that this one has started could have run and did not, because others had the processors; their first
 * threads together, since they began. A browser in a test shares the machine with whatever else runs on it.
 */
export function childrenWaited(): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name));
  }
  let waited = 0;
  for (const pid of parents.keys()) {
    if (pid !== process.pid && descends(pid, parents)) waited += waitedOf(pid);
  }
  return waited / 1e6;
}

function descends(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let one: number | undefined = pid; one; one = parents.get(one)) if (one === process.pid) return true;
  return false;
}

function parentOf(pid: string): number {
  const stat = readOr(`/proc/${pid}/stat`, '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Of the thread that a process began with: it is the one on the way from the network to the screen. */
function waitedOf(pid: number): number {
  return Number(readOr(`/proc/${pid}/schedstat`, '0 0').split(' ')[1]);
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
