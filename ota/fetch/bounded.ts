import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { FetchLimits } from './fetch-limits';
import type { Incoming } from './transport';

/**
 * The bytes of a source that is not trusted yet: never more than `most`, and never slower than the limits say. Only the time spent waiting
 * for the source counts, so that a consumer may take its time.
 * @throws TiskiError `update-endless`, `update-slow`, `update-unreachable`
 */
export async function* bounded(
  incoming: Incoming,
  most: number,
  limits: FetchLimits,
  time: Time,
): AsyncGenerator<Uint8Array> {
  if ((incoming.announced ?? 0) > most) {
    incoming.close();
    throw new TiskiError('update-endless', `${incoming.announced} bytes announced, ${most} expected`);
  }
  const chunks = incoming.chunks[Symbol.asyncIterator]();
  let received = 0;
  let waited = 0;
  let inWindow = 0;
  try {
    while (true) {
      const asked = time.monotonic();
      const next = await nextWithin(chunks, limits.window - waited, time);
      if (next === 'late') throw tooSlow(inWindow, limits);
      if (next.done) return;
      waited += time.monotonic() - asked;
      inWindow += next.value.length;
      received += next.value.length;
      if (received > most) throw new TiskiError('update-endless', `more than ${most} bytes`);
      if (waited >= limits.window) {
        if (inWindow < limits.leastPerWindow) throw tooSlow(inWindow, limits);
        waited = 0;
        inWindow = 0;
      }
      yield next.value;
    }
  } catch (error) {
    if (isTiskiError(error)) throw error;
    throw new TiskiError('update-unreachable', messageOf(error), { cause: error });
  } finally {
    incoming.close();
  }
}

function tooSlow(bytes: number, { window }: FetchLimits): TiskiError {
  return new TiskiError('update-slow', `${bytes} bytes in ${window / 1000} s`);
}

function nextWithin(
  chunks: AsyncIterator<Uint8Array>,
  limit: number,
  time: Time,
): Promise<IteratorResult<Uint8Array> | 'late'> {
  return new Promise((resolve, reject) => {
    const timer = time.after(Math.max(0, limit), 'source of the update', () => resolve('late'));
    chunks
      .next()
      .then(resolve, reject)
      .finally(() => timer.cancel());
  });
}
