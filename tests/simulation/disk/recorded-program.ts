import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a recorded program works, and with which environment it is started so that it is recorded. */
export interface RecordedPlace {
  readonly folder: string;
  readonly recordedTo: string;
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

/** In memory if the machine has that: what is durable is worked out here, not by its disk. */
const inMemory = '/dev/shm';

/** @throws Error when the recorder cannot be compiled (Debian package `gcc`) */
export function recordedPlace(): RecordedPlace {
  const root = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'tiski-recorded-'));
  const folder = join(root, 'disk');
  const recordedTo = join(root, 'calls');
  mkdirSync(folder);
  writeFileSync(recordedTo, '');
  return {
    folder,
    recordedTo,
    env: {
      ...process.env,
      LD_PRELOAD: recorder(),
      TISKI_RECORD_UNDER: folder,
      TISKI_RECORD_TO: recordedTo,
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The compiled recorder, made anew when its source has changed. */
function recorder(): string {
  const source = join(__dirname, 'recorder.c');
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'tiski');
  const library = join(folder, `recorder-${digest}.so`);
  if (existsSync(library)) return library;
  mkdirSync(folder, { recursive: true });
  const beside = `${library}.${process.pid}`;
  execFileSync('gcc', ['-O2', '-Wall', '-shared', '-fPIC', '-o', beside, source, '-ldl']);
  renameSync(beside, library);
  return library;
}
