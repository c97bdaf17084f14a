import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Time, Timer } from '../hal/platform/time';

/**
 * Bytes of memory that small buffers share. A buffer of two bytes that a library keeps holds as much, 64 KiB as Node comes: with a length of an MQTT
 * packet each that was 2 MiB.
 */
const sharedByBuffers = 4096;

/** Milliseconds after which the program has done once what it does all day. */
const settledAfter = 3000;

/** Compilers for what is done thousands of times a second; an interpreter and a simple compiler are left. */
const optimisers = ['turbofan', 'maglev'];

/**
 * To be called before anything is done: memory that a box keeps for years is worth more than the time of its processor. Optimised code for 70
 * customers a day takes 11 MiB and gains nothing that anybody could feel (`tests/bench/README.md`). Not by the command line: what Node has compiled of
 * itself beforehand would not be taken then, which costs a start 20 ms.
 */
export function keepSmall(): void {
  Buffer.poolSize = sharedByBuffers;
  optimise(false);
}

/** Whether code that runs often is compiled once more, for speed. */
export function optimise(does: boolean): void {
  for (const name of optimisers) setFlagsFromString(does ? `--${name}` : `--no-${name}`);
}

/** Once the box serves: keeps what has been compiled by then, so that the next start finds it even after a power cut. */
export function keepCompiledSoon(time: Time, keepCompiled: () => void): Timer {
  return time.after(settledAfter, 'keep compiled', () => {
    keepAsStarted(keepCompiled);
    flushCompileCache();
  });
}

/** V8 takes no code that was kept under other settings than those of the moment at which it is taken: the start, before `keepSmall`. */
export function keepAsStarted(keepCompiled: () => void): void {
  optimise(true);
  keepCompiled();
  optimise(false);
}
