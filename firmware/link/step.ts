import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { isTiskiError, type TiskiError } from '../../hal/platform/error';

/** What the failures of one step on the way to the broker mean. */
export interface Meaning {
  /** Nothing came until patience was at an end. */
  readonly silent: () => TiskiError;
  readonly failed: (error: Error) => TiskiError;
}

/**
 * Waits for the event of an emitter that ends a step. The signal's reason `link-silent` stands for patience that is at an end.
 * @throws TiskiError as the step gives it meaning, or the signal's reason
 */
export async function step(
  emitter: NodeJS.EventEmitter,
  event: string,
  signal: AbortSignal,
  { silent, failed }: Meaning,
): Promise<unknown[]> {
  try {
    return await once(emitter, event, { signal });
  } catch (error) {
    if (signal.aborted) throw isTiskiError(signal.reason, 'link-silent') ? silent() : signal.reason;
    throw failed(error instanceof Error ? error : new Error(String(error)));
  }
}

/** A stream whose errors nobody hears would end the program; here they are heard as the failure of a step. */
export function quiet<T extends Duplex>(stream: T): T {
  return stream.on('error', () => undefined) as T;
}
