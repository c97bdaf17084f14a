/** Looks back on a whole test file: what is wrong, if anything is, and then forgets it. */
export type FileEndCheck = () => string | undefined;

const checks = new Set<FileEndCheck>();

/** A file fails whose look back finds something, whatever its tests were about. */
export function atFileEnd(check: FileEndCheck): void {
  checks.add(check);
}

/** What is wrong with the file that just ended. */
export function foundAtFileEnd(): string[] {
  return [...checks].map(check => check()).filter(found => found !== undefined);
}

// A file with a process of its own ends with it.
process.on('exit', () => {
  for (const found of foundAtFileEnd()) {
    process.stderr.write(`${found}\n`);
    process.exitCode = 1;
  }
});
