/** ms since 1970-01-01 UTC; the end is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans that overlap or touch are one; by time. */
export function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = found.at(-1);
    if (last && span.from <= last.to)
      found[found.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else found.push(span);
  }
  return found;
}
