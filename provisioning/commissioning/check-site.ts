import { execFile } from 'node:child_process';
import type { CheckSite } from './course';

/** For the start of a program on a slow box, ms. */
const patience = 60_000;

/** Asks the program that is to run it, as people do: `tiski check FILE`. @param program `tiski` as a script of Node */
export function checkByProgram(program: string): CheckSite {
  return file =>
    new Promise(resolve => {
      execFile(
        process.execPath,
        [program, 'check', file],
        { timeout: patience },
        (error, out, complaints) => {
          const lines = `${out}${complaints}`.split('\n').filter(line => line.trim() !== '');
          resolve(error ? (lines.length > 0 ? lines : [error.message]) : []);
        },
      );
    });
}
