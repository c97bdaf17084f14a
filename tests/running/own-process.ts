import { spawn } from 'node:child_process';
import { counted, fileLimit, type Result } from './result';
import { typescript } from './typescript';

/** Runs a test file in a process that ends with it. */
export function runInOwnProcess(file: string, root: string): Promise<Result> {
  return new Promise(resolve => {
    const started = performance.now();
    const child = spawn(process.execPath, [...typescript, file], {
      cwd: root,
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
