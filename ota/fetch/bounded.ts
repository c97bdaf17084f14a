import { AwakeClock } from '../../hal/platform/awake-clock';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { FetchLimits } from './fetch-limits';
import type { Incoming } from './transport';

/**
 * The bytes of a source that is not trusted yet: never more than `most`, and never slower than the limits say. Only the time spent waiting
 * for the source counts, and only while the program was awake, so that a consumer may take its time and a stalled box blames nobody.
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
  const clock = new AwakeClock(time, 'source of the update');
  let received = 0;
  let waited = 0;
  let inWindow = 0;
  try {
    while (true) {
      const asked = clock.now();
      const next = await nextWithin(chunks, limits.window - waited, clock);
      if (next === 'late') throw tooSlow(inWindow, limits);
      if (next.done) return;
      waited += clock.now() - asked;
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
  clock: AwakeClock,
): Promise<IteratorResult<Uint8Array> | 'late'> {
  return new Promise((resolve, reject) => {
    const deadline = clock.now() + limit;
    const look = () => {
      if (clock.now() >= deadline) resolve('late');
      else clock.wakeAt(deadline, look);
    };
    clock.wakeAt(deadline, look);
    chunks
      .next()
      .then(resolve, reject)
      .finally(() => clock.cancel());
  });
}
