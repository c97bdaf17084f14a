import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** MiB of the heap that are in use once everything that is not has been taken away. */
export function heapInUse(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
