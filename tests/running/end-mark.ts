/** Ends what a file wrote to a stream that it shares with the files before and after. */
export function endMark(exitCode: number): string {
  return `\n== end of the file: ${exitCode} ==\n`;
}

/** What stands before the mark, and the exit code in it; nothing before it has come. */
export function cutAtEndMark(text: string): { written: string; exitCode: number } | undefined {
  const [, written, exitCode] = /^([\s\S]*)\n== end of the file: (\d+) ==\n$/.exec(text) ?? [];
  return written === undefined ? undefined : { written, exitCode: Number(exitCode) };
}
