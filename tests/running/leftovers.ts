import { setTimeout as sleep } from 'node:timers/promises';

/** What a file has that waits for the network to notice an end, ms. */
const patience = 6_000;

/** What holds a process open, and what all files of a process share; taken before a file and held against it afterwards. */
export interface Before {
  readonly open: ReadonlyMap<string, number>;
  readonly folder: string;
  readonly environment: string;
}

export function before(): Before {
  return { open: openNow(), folder: process.cwd(), environment: settings() };
}

/** What a file left behind: a process of its own would never have ended, or the next file would have met another world. */
export async function leftovers({ open, folder, environment }: Before): Promise<string[]> {
  const until = performance.now() + patience;
  let kept = more(open);
  // A closed socket is gone a turn or two later; an idle connection when its peer has noticed.
  while (kept.length > 0 && performance.now() < until) {
    await sleep(20);
    kept = more(open);
  }
  const left = kept.map(kind => `left open at its end: ${kind}`);
  if (process.cwd() !== folder) left.push(`left the folder ${folder}`);
  if (settings() !== environment) left.push('left changed settings in its environment');
  return left;
}

/** Those of Node and of the program; a library may note something of its own when it is loaded. */
function settings(): string {
  return JSON.stringify(Object.entries(process.env).filter(([name]) => /^(NODE|TISKI)_/.test(name)));
}

function more(open: ReadonlyMap<string, number>): string[] {
  return [...openNow()].filter(([kind, count]) => count > (open.get(kind) ?? 0)).map(([kind]) => kind);
}

function openNow(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
