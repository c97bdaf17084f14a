/** Steps between two words: insert, delete, replace, swap neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The nearest of the words that could have been meant, if one is near enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.slice(0, 60).toLowerCase();
  let best: { candidate: string; steps: number } | undefined;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const begins =
      Math.min(known.length, wanted.length) >= 3 && (known.startsWith(wanted) || wanted.startsWith(known));
    const steps = begins ? Math.min(1, distance(wanted, known)) : distance(wanted, known);
    const enough = Math.max(1, Math.floor(Math.max(known.length, wanted.length) / 3));
    if (steps <= enough && steps < known.length && (!best || steps < best.steps)) best = { candidate, steps };
  }
  return best?.candidate;
}

/** ` Did you mean "x"?`, or nothing. Ready to stand at the end of a message. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : `; did you mean "${candidate}"?`;
}

/** The candidates for a message, few enough to read. */
export function listed(candidates: Iterable<string>): string {
  const all = [...candidates];
  if (all.length === 0) return 'none';
  return all.length <= 12 ? all.join(', ') : `${all.slice(0, 12).join(', ')} and ${all.length - 12} more`;
}
