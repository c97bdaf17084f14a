/** What V8 counted in one script, as `NODE_V8_COVERAGE` and the profiler of Chromium write it. */
export interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly ranges: readonly {
      readonly startOffset: number;
      readonly endOffset: number;
      readonly count: number;
    }[];
  }[];
}

/**
 * How often these offsets were reached: the count of the innermost range around each.
 * @param sorted offsets, ascending
 */
export function countsAt({ functions }: ScriptCoverage, sorted: readonly number[]): number[] {
  const ranges = functions
    .flatMap(({ ranges }) => ranges)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const around: (typeof ranges)[number][] = [];
  let next = 0;
  return sorted.map(offset => {
    for (let range = ranges[next]; range && range.startOffset <= offset; range = ranges[++next]) {
      while ((around.at(-1)?.endOffset ?? range.endOffset) < range.endOffset) around.pop();
      around.push(range);
    }
    while ((around.at(-1)?.endOffset ?? offset + 1) <= offset) around.pop();
    return around.at(-1)?.count ?? 0;
  });
}
