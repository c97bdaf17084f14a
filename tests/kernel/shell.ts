import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives what it printed. @throws Error with its last words */
export function shell(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
  throw new Error(
    `${program} ${args.join(' ')} failed\n${error?.message ?? `${stdout}${stderr}`.slice(-4000)}`,
  );
}
