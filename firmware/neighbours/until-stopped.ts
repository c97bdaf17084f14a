import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';

/** Waits for work that only the signal ends. One that ends otherwise is a fault of the program, and is told. */
export async function untilStopped(
  work: Promise<unknown>,
  signal: AbortSignal,
  log: Log,
  what: string,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!signal.aborted) log.error({ error: messageOf(error) }, what);
  }
}
