import { spawn } from 'node:child_process';
import { counted, fileLimit, type Result } from './result';
import { typescript } from './typescript';

/**
 * Files that are not counted in a run for `npm run coverage`: counting makes the emulated board too slow for its own clock, and takes no compiled
 * code that was kept.
 */
const uncounted =
  /\/peers\/(conformance-(box-faults|firmata-reset)|firmata-(leaks|port)|load-program|technician-board)\./;

/** Whether a file cannot run among others while lines and branches are counted. */
export const mustNotBeCounted = (file: string): boolean =>
  Boolean(process.env.NODE_V8_COVERAGE) && uncounted.test(file);

/** Runs a test file in a process that ends with it. */
export function runInOwnProcess(file: string, root: string): Promise<Result> {
  return new Promise(resolve => {
    const started = performance.now();
    const child = spawn(process.execPath, [...typescript, file], {
      cwd: root,
      // Node would pass it on to a process that does not say otherwise.
      env: mustNotBeCounted(file) ? { ...process.env, NODE_V8_COVERAGE: '' } : process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (output += data));
    const timer = setTimeout(() => {
      output += `\nstopped after ${fileLimit / 1000} s\n`;
      child.kill('SIGKILL');
      // What it started may outlive it and keep these open.
      child.stdout.destroy();
      child.stderr.destroy();
    }, fileLimit);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) output += `\nended with ${code ?? signal}\n`;
      resolve({ file, ...counted(output, code), seconds: (performance.now() - started) / 1000, output });
    });
  });
}
