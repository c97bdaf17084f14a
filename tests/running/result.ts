/** What came of one test file. */
export interface Result {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

/** A file that runs longer hangs, ms. */
export const fileLimit = 400_000;

/** uvu's closing lines, held against the exit code: a file that dies, runs nothing or skips something has failed. */
export function counted(output: string, exitCode: number | null): { passed: number; failed: number } {
  const number = (label: string) =>
    Number(output.match(new RegExp(`^\\s*${label}:\\s+(\\d+)`, 'm'))?.[1] ?? Number.NaN);
  const total = number('Total');
  const passed = number('Passed');
  const skipped = number('Skipped');
  if (!(total > 0) || Number.isNaN(passed)) return { passed: 0, failed: 1 };
  const failed = total - passed;
  return { passed, failed: failed === 0 && (exitCode !== 0 || skipped > 0) ? 1 : failed };
}
