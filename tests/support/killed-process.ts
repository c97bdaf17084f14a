import { join } from 'node:path';

const teller = join(__dirname, '..', 'coverage', 'told-while-it-runs.js');

/** For a process that a test kills: while coverage is measured, it tells what it goes through before it dies. */
export function toldWhileItRuns(): NodeJS.ProcessEnv {
  return process.env.NODE_V8_COVERAGE ? { NODE_OPTIONS: `--require=${teller}` } : {};
}
