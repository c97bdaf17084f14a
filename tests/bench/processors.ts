import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

const last = cpus().length - 1;

/** The printer is a machine of its own: its processor, the last, has nothing else to do when the bytes arrive. */
const processors = {
  measured: last > 0 ? `0-${last - 1}` : '0',
  /** The printer of the bench and whoever presses one by one. */
  beside: `${last}`,
  any: `0-${last}`,
} as const;

/** Where a process and what it starts from now on may run. */
export function keepOn(side: keyof typeof processors, pid: number): void {
  execFileSync('taskset', ['--all-tasks', '--pid', '--cpu-list', processors[side], String(pid)], {
    stdio: 'ignore',
  });
}
