import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { typescript } from '../running/typescript';

interface Proven {
  readonly name: string;
  readonly holds: boolean;
  readonly minutes: number;
}

/** The figures are promises as well. */
const bench = { name: 'bench', program: join(__dirname, '..', 'bench', 'run.ts') };

/**
 * Every proof at full size and the bench, one after the other, each in a process of its own; what it says is shown as it says it, and a report
 * of all at the end. One that does not hold does not keep the others from being tried.
 * @param program that runs the proof of a name
 * @returns whether all hold
 */
export async function proveAll(program: string, names: readonly string[]): Promise<boolean> {
  const all = [...names.map(name => ({ name, program, args: [name] })), { ...bench, args: [] }];
  const proven: Proven[] = [];
  for (const [index, { name, program, args }] of all.entries()) {
    process.stdout.write(`\n== ${index + 1} of ${all.length}: ${name}\n`);
    const began = performance.now();
    const child = spawn(process.execPath, [...typescript, program, ...args], { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    proven.push({ name, holds: code === 0, minutes: (performance.now() - began) / 60_000 });
  }
  process.stdout.write(`\n${reportOf(proven)}\n`);
  return proven.every(({ holds }) => holds);
}

function reportOf(proven: readonly Proven[]): string {
  const width = Math.max(...proven.map(({ name }) => name.length));
  const lines = proven.map(
    ({ name, holds, minutes }) =>
      `${holds ? 'holds ' : 'FAILED'} ${name.padEnd(width)} ${minutes.toFixed(1).padStart(6)} min`,
  );
  const failed = proven.filter(({ holds }) => !holds).length;
  return [...lines, `${proven.length - failed} hold, ${failed} failed`].join('\n');
}
