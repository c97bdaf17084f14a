import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What must not grow, each looked at again and again. */
export type Sample = Readonly<Record<string, number>>;

/** How far the mean of the last third may lie above that of the second; the first is for warming up. */
export type Allowed = Readonly<Record<string, number>>;

export interface Growth {
  readonly before: number;
  readonly after: number;
  readonly allowed: number;
}

/** @returns per figure what it was and is; and those that grew by more than allowed */
export function growthOf(
  samples: readonly Sample[],
  allowed: Allowed,
): { readonly growth: Readonly<Record<string, Growth>>; readonly grown: readonly string[] } {
  const third = Math.floor(samples.length / 3);
  const growth = Object.fromEntries(
    Object.entries(allowed).map(([name, most]) => {
      const mean = (part: readonly Sample[]) =>
        part.reduce((sum, sample) => sum + (sample[name] ?? 0), 0) / Math.max(1, part.length);
      const [before, after] = [mean(samples.slice(third, 2 * third)), mean(samples.slice(2 * third))];
      return [name, { before: rounded(before), after: rounded(after), allowed: most }];
    }),
  );
  const grown = Object.entries(growth)
    .filter(([, { before, after, allowed }]) => after - before > allowed)
    .map(([name]) => name);
  return { growth, grown };
}

/** What each fact of the last two thirds took in the journal, bytes; what a young journal reserves does not count. */
export function bytesOfFacts(samples: readonly Sample[]): number {
  const [first, last] = [samples[Math.floor(samples.length / 3)], samples.at(-1)];
  const facts = (last?.facts ?? 0) - (first?.facts ?? 0);
  return Math.round(((last?.journal ?? 0) - (first?.journal ?? 0)) / Math.max(1, facts));
}

/** Open descriptors of a process of this machine. */
export function descriptorsOf(pid: number | 'self'): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Bytes of all files below a folder but those of the journal, which keeps what happened; and bytes of the journal. */
export function diskOf(folder: string): { readonly journal: number; readonly other: number } {
  let [journal, other] = [0, 0];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    if (/^journal\.db/.test(name)) journal += stat.size;
    else other += stat.size;
  }
  return { journal, other };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
